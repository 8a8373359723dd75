-- The postings that planned nights asked for: one a night, by one node at a time.
CREATE TABLE catalogue_envoi (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    jour TEXT NOT NULL UNIQUE,
    etat TEXT NOT NULL,
    commence_le TEXT NOT NULL,
    bilan TEXT,
    bail_par TEXT,
    bail_jusqua TEXT
);
