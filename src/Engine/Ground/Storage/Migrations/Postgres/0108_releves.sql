-- What was counted of an établissement, the last of each day: the campaign over time, and figures that nobody has to wait for.
CREATE TABLE releve (
    etablissement text NOT NULL,
    jour date NOT NULL,
    pris_le timestamptz NOT NULL,
    comptes text NOT NULL,
    PRIMARY KEY (etablissement, jour)
);
