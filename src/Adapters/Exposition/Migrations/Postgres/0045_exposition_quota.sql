-- The calls of a re-user's key in its present minute, over all nodes; debut in Unix milliseconds.
CREATE TABLE exposition_quota (cle text PRIMARY KEY, debut bigint NOT NULL, pris bigint NOT NULL);
