-- Runs of the matching of the catalogue; what was answered is kept apart, and reponses_depuis says how far back a run may use it.
CREATE TABLE exposition_execution (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    etat TEXT NOT NULL,
    reponses_depuis TEXT NOT NULL,
    commencee_le TEXT NOT NULL,
    terminee_le TEXT,
    jour_metier TEXT NOT NULL,
    api TEXT NOT NULL,
    millesime TEXT,
    total INTEGER NOT NULL DEFAULT 0,
    couvertes INTEGER NOT NULL DEFAULT 0,
    rapport TEXT,
    message TEXT
);

-- What a run found, line by line; the runs before the last two have only their report.
CREATE TABLE exposition_resultat (
    execution INTEGER NOT NULL REFERENCES exposition_execution (id) ON DELETE CASCADE,
    cle TEXT NOT NULL,
    rang INTEGER NOT NULL,
    inscription TEXT,
    couverture TEXT NOT NULL,
    raison TEXT,
    contenu TEXT NOT NULL,
    PRIMARY KEY (execution, cle)
);

CREATE INDEX exposition_resultat_inscription ON exposition_resultat (execution, inscription);
CREATE INDEX exposition_resultat_rang ON exposition_resultat (execution, rang);
