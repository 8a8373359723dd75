-- The calls of a re-user's key in its present minute, over all nodes; debut in Unix milliseconds.
CREATE TABLE exposition_quota (cle TEXT PRIMARY KEY, debut INTEGER NOT NULL, pris INTEGER NOT NULL) WITHOUT ROWID;
