-- Imports asked for by Fregata (seed 002), their outcome in the guide's words. expire_le: after it nobody works on it any more.
CREATE TABLE fregata_import (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    etablissement TEXT NOT NULL,
    uai TEXT NOT NULL,
    session INTEGER NOT NULL,
    etat TEXT NOT NULL,
    demande_le TEXT NOT NULL,
    expire_le TEXT NOT NULL,
    utilisateur TEXT NOT NULL,
    role TEXT,
    candidats INTEGER NOT NULL DEFAULT 0,
    responsables INTEGER NOT NULL DEFAULT 0,
    message TEXT,
    avertissement TEXT,
    annule_le TEXT,
    annule_par TEXT
);

CREATE INDEX fregata_import_uai ON fregata_import (etablissement, uai, id);
CREATE INDEX fregata_import_en_cours ON fregata_import (expire_le) WHERE etat = 'EnCours';

-- A dossier's life (rule G3). donnees: what Fregata holds; parcoursup: what the last import said.
CREATE TABLE fregata_dossier (
    etablissement TEXT NOT NULL,
    session INTEGER NOT NULL,
    code_candidat INTEGER NOT NULL,
    code_formation INTEGER NOT NULL,
    uai TEXT NOT NULL,
    etat TEXT NOT NULL,
    importation INTEGER NOT NULL,
    importe_le TEXT NOT NULL,
    donnees TEXT NOT NULL,
    parcoursup TEXT NOT NULL,
    traite_le TEXT,
    traite_par TEXT,
    ine TEXT,
    date_validation TEXT,
    valide_le TEXT,
    valide_par TEXT,
    depart TEXT,
    PRIMARY KEY (etablissement, session, code_candidat, code_formation)
);

-- Whom an import brought: names of apprenant and guardians as they were then.
CREATE TABLE fregata_import_ligne (
    importation INTEGER NOT NULL,
    etablissement TEXT NOT NULL,
    session INTEGER NOT NULL,
    code_candidat INTEGER NOT NULL,
    code_formation INTEGER NOT NULL,
    contenu TEXT NOT NULL,
    PRIMARY KEY (importation, code_candidat, code_formation)
);

CREATE INDEX fregata_import_ligne_dossier ON fregata_import_ligne (etablissement, session, code_candidat, code_formation);

-- Validation reports. A line without sujet was refused by the gateway; the others follow the delivery of that subject.
CREATE TABLE fregata_validation (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    etablissement TEXT NOT NULL,
    uai TEXT NOT NULL,
    nature TEXT NOT NULL,
    etablie_le TEXT NOT NULL,
    utilisateur TEXT NOT NULL,
    role TEXT
);

CREATE TABLE fregata_validation_ligne (
    validation INTEGER NOT NULL,
    rang INTEGER NOT NULL,
    etablissement TEXT NOT NULL,
    dossier TEXT,
    sujet TEXT,
    revision INTEGER,
    champ TEXT,
    message TEXT,
    PRIMARY KEY (validation, rang)
);

-- The kind of the last failure of a pull: "Timeout", "Refus", an HTTP status…
ALTER TABLE recuperation ADD COLUMN technique TEXT;
