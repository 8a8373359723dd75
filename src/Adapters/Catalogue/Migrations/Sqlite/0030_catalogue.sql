-- The formations of the catalogue. donnees: the feed's columns as JSON; statut and precedent: numbers of StatutCatalogue. auteur: who
-- acted since the last night, for its entry in the history. remplace: the keys that it replaces, until it has inherited.
CREATE TABLE catalogue_formation (
    id INTEGER PRIMARY KEY,
    cle TEXT NOT NULL UNIQUE,
    academie INTEGER,
    presente BOOLEAN NOT NULL,
    donnees TEXT NOT NULL,
    remplace TEXT,
    statut INTEGER NOT NULL DEFAULT 0,
    precedent INTEGER,
    statut_le TEXT,
    parcoursup_id TEXT,
    erreur TEXT,
    publie BOOLEAN NOT NULL DEFAULT FALSE,
    publie_le TEXT,
    raison TEXT,
    auteur TEXT,
    demandeur TEXT,
    rejection TEXT,
    maj_le TEXT,
    herite_de TEXT,
    remplacee_par TEXT,
    tente_le TEXT
);
CREATE INDEX catalogue_formation_remplace ON catalogue_formation (id) WHERE remplace IS NOT NULL;
CREATE INDEX catalogue_formation_pret ON catalogue_formation (statut, cle) WHERE statut > 4;
CREATE INDEX catalogue_formation_parcoursup ON catalogue_formation (parcoursup_id) WHERE parcoursup_id IS NOT NULL;

-- One entry per formation and night (rang 0); a restoration adds its own behind it, nuit says from which night.
CREATE TABLE catalogue_historique (
    jour TEXT NOT NULL,
    formation INTEGER NOT NULL,
    rang INTEGER NOT NULL,
    statut INTEGER NOT NULL,
    auteur TEXT,
    nuit TEXT,
    PRIMARY KEY (jour, formation, rang)
) WITHOUT ROWID;

-- The days of which there is an entry: the history of one formation is looked up day by day.
CREATE TABLE catalogue_jour (jour TEXT PRIMARY KEY) WITHOUT ROWID;

-- What a night changes, gathered before it is written at once; empty between two nights.
CREATE TABLE catalogue_changement (
    formation INTEGER PRIMARY KEY,
    statut INTEGER NOT NULL
);

CREATE TABLE catalogue_campagne (debut TEXT PRIMARY KEY, ouverte_le TEXT NOT NULL) WITHOUT ROWID;

-- The imports of the feed. mesure: what the guard compares. The lines of one that is held wait in catalogue_import_ligne.
CREATE TABLE catalogue_import (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    fichier TEXT NOT NULL,
    recu_le TEXT NOT NULL,
    etat TEXT NOT NULL,
    reprise TEXT,
    motif TEXT,
    confirmable BOOLEAN NOT NULL DEFAULT FALSE,
    mesure TEXT,
    auteur TEXT
);

CREATE TABLE catalogue_import_ligne (
    import INTEGER NOT NULL,
    cle TEXT NOT NULL,
    lisible BOOLEAN NOT NULL,
    academie INTEGER,
    donnees TEXT,
    remplace TEXT,
    statut INTEGER,
    statut_le TEXT,
    parcoursup_id TEXT,
    erreur TEXT,
    publie BOOLEAN,
    demandeur TEXT,
    rejection TEXT,
    maj_le TEXT,
    historique TEXT,
    PRIMARY KEY (import, cle)
) WITHOUT ROWID;

CREATE TABLE catalogue_mef (mef10 TEXT PRIMARY KEY) WITHOUT ROWID;

-- The rules; an académie's decision is a row of its own, so that two at once never overwrite each other.
CREATE TABLE catalogue_regle (
    id TEXT PRIMARY KEY,
    place INTEGER NOT NULL,
    document TEXT NOT NULL,
    auteur TEXT NOT NULL,
    modifiee_le TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE catalogue_regle_academie (
    regle TEXT NOT NULL REFERENCES catalogue_regle (id) ON DELETE CASCADE,
    academie INTEGER NOT NULL,
    statut INTEGER NOT NULL,
    auteur TEXT NOT NULL,
    modifiee_le TEXT NOT NULL,
    PRIMARY KEY (regle, academie)
) WITHOUT ROWID;

-- Every change of a rule or of an académie's decision; version counts them.
CREATE TABLE catalogue_regle_version (
    version INTEGER PRIMARY KEY AUTOINCREMENT,
    regle TEXT NOT NULL,
    academie INTEGER,
    avant TEXT,
    apres TEXT,
    auteur TEXT NOT NULL,
    le TEXT NOT NULL
);

CREATE TABLE catalogue_nuit (
    jour TEXT PRIMARY KEY,
    etat TEXT NOT NULL,
    par TEXT NOT NULL,
    demandee_le TEXT NOT NULL,
    terminee_le TEXT,
    bilan TEXT
) WITHOUT ROWID;

-- What people did to formations.
CREATE TABLE catalogue_action (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    cle TEXT NOT NULL,
    action TEXT NOT NULL,
    de INTEGER NOT NULL,
    vers INTEGER NOT NULL,
    raison TEXT,
    auteur TEXT NOT NULL,
    le TEXT NOT NULL
);
CREATE INDEX catalogue_action_cle ON catalogue_action (cle, id);
