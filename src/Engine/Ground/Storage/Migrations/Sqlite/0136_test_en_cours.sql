-- A test of the connector while it runs, with the steps that are over: whoever looks, at whatever node, sees how far it is.
CREATE TABLE test_en_cours (
    etablissement TEXT PRIMARY KEY,
    par TEXT NOT NULL,
    commence_le TEXT NOT NULL,
    jusqua TEXT NOT NULL,
    noms TEXT NOT NULL,
    etapes TEXT NOT NULL
);
