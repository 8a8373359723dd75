-- Bodies too large for one row, in pieces. One that nothing refers to (acquis) is what a killed download left.
CREATE TABLE corps_volumineux (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    etablissement TEXT NOT NULL,
    octets INTEGER NOT NULL,
    ecrit_le TEXT NOT NULL,
    acquis BOOLEAN NOT NULL DEFAULT FALSE
);

CREATE TABLE corps_morceau (
    corps INTEGER NOT NULL REFERENCES corps_volumineux (id) ON DELETE CASCADE,
    rang INTEGER NOT NULL,
    octets BLOB NOT NULL,
    PRIMARY KEY (corps, rang)
);

ALTER TABLE message_entrant ADD COLUMN corps_volumineux INTEGER;

-- An établissement whose candidates are being loaded in several transactions: evaluation waits for the whole (rule C6).
CREATE TABLE chargement (
    etablissement TEXT PRIMARY KEY,
    jusqua TEXT NOT NULL
);

-- Evaluation takes whoever is marked in this order, some at a time.
DROP INDEX candidat_a_evaluer;
CREATE INDEX candidat_a_evaluer ON candidat (etablissement, session, code_candidat) WHERE a_evaluer;

-- Parcoursup's CSV export of admitted candidates: a file, its analysis, its application.
CREATE TABLE importation (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    etablissement TEXT NOT NULL,
    session INTEGER NOT NULL,
    code_formation INTEGER NOT NULL,
    uai TEXT NOT NULL,
    fichier TEXT,
    corps INTEGER NOT NULL,
    encodage TEXT NOT NULL,
    octets INTEGER NOT NULL,
    etat TEXT NOT NULL,
    par TEXT NOT NULL,
    deposee_le TEXT NOT NULL,
    confirmee_par TEXT,
    terminee_le TEXT,
    message_entrant INTEGER,
    lignes INTEGER NOT NULL DEFAULT 0,
    octets_traites INTEGER NOT NULL DEFAULT 0,
    bilan TEXT NOT NULL DEFAULT '{}',
    rapport TEXT,
    message TEXT,
    bail_par TEXT,
    bail_jusqua TEXT
);

CREATE INDEX importation_etablissement ON importation (etablissement, id);
CREATE INDEX importation_a_faire ON importation (id) WHERE etat = 'Analyse' OR etat = 'Application';

-- What a person should look at in a file, line by line.
CREATE TABLE importation_anomalie (
    importation INTEGER NOT NULL REFERENCES importation (id) ON DELETE CASCADE,
    numero INTEGER NOT NULL,
    nature TEXT NOT NULL,
    ligne INTEGER,
    colonne TEXT,
    code_candidat INTEGER,
    ine TEXT,
    message TEXT NOT NULL,
    PRIMARY KEY (importation, numero)
);
