-- What was counted of an établissement, the last of each day: the campaign over time, and figures that nobody has to wait for.
CREATE TABLE releve (
    etablissement TEXT NOT NULL,
    jour TEXT NOT NULL,
    pris_le TEXT NOT NULL,
    comptes TEXT NOT NULL,
    PRIMARY KEY (etablissement, jour)
) WITHOUT ROWID;
