-- What Témoin should hold of a candidate in one formation. pris_le: when it took this; attente: mornings on which this waited.
CREATE TABLE temoin_candidat (
    etablissement TEXT NOT NULL,
    session INTEGER NOT NULL,
    code_candidat INTEGER NOT NULL,
    code_formation INTEGER NOT NULL,
    admis BOOLEAN NOT NULL,
    pris_le TEXT,
    attente INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (etablissement, session, code_candidat, code_formation)
);
