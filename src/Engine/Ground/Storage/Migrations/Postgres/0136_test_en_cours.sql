-- A test of the connector while it runs, with the steps that are over: whoever looks, at whatever node, sees how far it is.
CREATE TABLE test_en_cours (
    etablissement text PRIMARY KEY,
    par text NOT NULL,
    commence_le timestamptz NOT NULL,
    jusqua timestamptz NOT NULL,
    noms text NOT NULL,
    etapes text NOT NULL
);
