-- Bodies too large for one row, in pieces. One that nothing refers to (acquis) is what a killed download left.
CREATE TABLE corps_volumineux (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    etablissement text NOT NULL,
    octets bigint NOT NULL,
    ecrit_le timestamptz NOT NULL,
    acquis boolean NOT NULL DEFAULT FALSE
);

CREATE TABLE corps_morceau (
    corps bigint NOT NULL REFERENCES corps_volumineux (id) ON DELETE CASCADE,
    rang integer NOT NULL,
    octets bytea NOT NULL,
    PRIMARY KEY (corps, rang)
);

ALTER TABLE message_entrant ADD COLUMN corps_volumineux bigint;

-- An établissement whose candidates are being loaded in several transactions: evaluation waits for the whole (rule C6).
CREATE TABLE chargement (
    etablissement text PRIMARY KEY,
    jusqua timestamptz NOT NULL
);

-- Evaluation takes whoever is marked in this order, some at a time.
DROP INDEX candidat_a_evaluer;
CREATE INDEX candidat_a_evaluer ON candidat (etablissement, session, code_candidat) WHERE a_evaluer;

-- Parcoursup's CSV export of admitted candidates: a file, its analysis, its application.
CREATE TABLE importation (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    etablissement text NOT NULL,
    session integer NOT NULL,
    code_formation integer NOT NULL,
    uai text NOT NULL,
    fichier text,
    corps bigint NOT NULL,
    encodage text NOT NULL,
    octets bigint NOT NULL,
    etat text NOT NULL,
    par text NOT NULL,
    deposee_le timestamptz NOT NULL,
    confirmee_par text,
    terminee_le timestamptz,
    message_entrant bigint,
    lignes bigint NOT NULL DEFAULT 0,
    octets_traites bigint NOT NULL DEFAULT 0,
    bilan text NOT NULL DEFAULT '{}',
    rapport text,
    message text,
    bail_par text,
    bail_jusqua timestamptz
);

CREATE INDEX importation_etablissement ON importation (etablissement, id);
CREATE INDEX importation_a_faire ON importation (id) WHERE etat = 'Analyse' OR etat = 'Application';

-- What a person should look at in a file, line by line.
CREATE TABLE importation_anomalie (
    importation bigint NOT NULL REFERENCES importation (id) ON DELETE CASCADE,
    numero integer NOT NULL,
    nature text NOT NULL,
    ligne integer,
    colonne text,
    code_candidat integer,
    ine text,
    message text NOT NULL,
    PRIMARY KEY (importation, numero)
);

-- Pieces are written once and read once, in their order: compressing them costs more than it saves.
ALTER TABLE corps_morceau ALTER COLUMN octets SET STORAGE EXTERNAL;
