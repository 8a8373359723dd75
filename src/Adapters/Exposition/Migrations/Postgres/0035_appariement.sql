-- Runs of the matching of the catalogue; what was answered is kept apart, and reponses_depuis says how far back a run may use it.
CREATE TABLE exposition_execution (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    etat text NOT NULL,
    reponses_depuis timestamptz NOT NULL,
    commencee_le timestamptz NOT NULL,
    terminee_le timestamptz,
    jour_metier date NOT NULL,
    api text NOT NULL,
    millesime text,
    total integer NOT NULL DEFAULT 0,
    couvertes integer NOT NULL DEFAULT 0,
    rapport text,
    message text
);

-- What a run found, line by line; the runs before the last two have only their report.
CREATE TABLE exposition_resultat (
    execution bigint NOT NULL REFERENCES exposition_execution (id) ON DELETE CASCADE,
    cle text NOT NULL,
    rang integer NOT NULL,
    inscription text,
    couverture text NOT NULL,
    raison text,
    contenu text NOT NULL,
    PRIMARY KEY (execution, cle)
);

CREATE INDEX exposition_resultat_inscription ON exposition_resultat (execution, inscription);
CREATE INDEX exposition_resultat_rang ON exposition_resultat (execution, rang);
