-- What Témoin should hold of a candidate in one formation. pris_le: when it took this; attente: mornings on which this waited.
CREATE TABLE temoin_candidat (
    etablissement text NOT NULL,
    session integer NOT NULL,
    code_candidat integer NOT NULL,
    code_formation integer NOT NULL,
    admis boolean NOT NULL,
    pris_le timestamptz,
    attente integer NOT NULL DEFAULT 0,
    PRIMARY KEY (etablissement, session, code_candidat, code_formation)
);
