-- Imports asked for by Fregata (seed 002), their outcome in the guide's words. expire_le: after it nobody works on it any more.
CREATE TABLE fregata_import (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    etablissement text NOT NULL,
    uai text NOT NULL,
    session integer NOT NULL,
    etat text NOT NULL,
    demande_le timestamptz NOT NULL,
    expire_le timestamptz NOT NULL,
    utilisateur text NOT NULL,
    role text,
    candidats integer NOT NULL DEFAULT 0,
    responsables integer NOT NULL DEFAULT 0,
    message text,
    avertissement text,
    annule_le timestamptz,
    annule_par text
);

CREATE INDEX fregata_import_uai ON fregata_import (etablissement, uai, id);
CREATE INDEX fregata_import_en_cours ON fregata_import (expire_le) WHERE etat = 'EnCours';

-- A dossier's life (rule G3). donnees: what Fregata holds; parcoursup: what the last import said.
CREATE TABLE fregata_dossier (
    etablissement text NOT NULL,
    session integer NOT NULL,
    code_candidat integer NOT NULL,
    code_formation integer NOT NULL,
    uai text NOT NULL,
    etat text NOT NULL,
    importation bigint NOT NULL,
    importe_le timestamptz NOT NULL,
    donnees text NOT NULL,
    parcoursup text NOT NULL,
    traite_le timestamptz,
    traite_par text,
    ine text,
    date_validation date,
    valide_le timestamptz,
    valide_par text,
    depart text,
    PRIMARY KEY (etablissement, session, code_candidat, code_formation)
);

-- Whom an import brought: names of apprenant and guardians as they were then.
CREATE TABLE fregata_import_ligne (
    importation bigint NOT NULL,
    etablissement text NOT NULL,
    session integer NOT NULL,
    code_candidat integer NOT NULL,
    code_formation integer NOT NULL,
    contenu text NOT NULL,
    PRIMARY KEY (importation, code_candidat, code_formation)
);

CREATE INDEX fregata_import_ligne_dossier ON fregata_import_ligne (etablissement, session, code_candidat, code_formation);

-- Validation reports. A line without sujet was refused by the gateway; the others follow the delivery of that subject.
CREATE TABLE fregata_validation (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    etablissement text NOT NULL,
    uai text NOT NULL,
    nature text NOT NULL,
    etablie_le timestamptz NOT NULL,
    utilisateur text NOT NULL,
    role text
);

CREATE TABLE fregata_validation_ligne (
    validation bigint NOT NULL,
    rang integer NOT NULL,
    etablissement text NOT NULL,
    dossier text,
    sujet text,
    revision bigint,
    champ text,
    message text,
    PRIMARY KEY (validation, rang)
);

-- The kind of the last failure of a pull: "Timeout", "Refus", an HTTP status…
ALTER TABLE recuperation ADD COLUMN technique text;
