-- The formations of the catalogue. donnees: the feed's columns as JSON; statut and precedent: numbers of StatutCatalogue. auteur: who
-- acted since the last night, for its entry in the history. remplace: the keys that it replaces, until it has inherited.
CREATE TABLE catalogue_formation (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    cle text NOT NULL UNIQUE,
    academie integer,
    presente boolean NOT NULL,
    donnees text NOT NULL,
    remplace text,
    statut integer NOT NULL DEFAULT 0,
    precedent integer,
    statut_le date,
    parcoursup_id text,
    erreur text,
    publie boolean NOT NULL DEFAULT FALSE,
    publie_le date,
    raison text,
    auteur text,
    demandeur text,
    rejection text,
    maj_le text,
    herite_de text,
    remplacee_par text,
    tente_le timestamptz
);
CREATE INDEX catalogue_formation_remplace ON catalogue_formation (id) WHERE remplace IS NOT NULL;
CREATE INDEX catalogue_formation_pret ON catalogue_formation (statut, cle) WHERE statut > 4;
CREATE INDEX catalogue_formation_parcoursup ON catalogue_formation (parcoursup_id) WHERE parcoursup_id IS NOT NULL;

-- One entry per formation and night (rang 0); a restoration adds its own behind it, nuit says from which night.
CREATE TABLE catalogue_historique (
    jour date NOT NULL,
    formation bigint NOT NULL,
    rang integer NOT NULL,
    statut integer NOT NULL,
    auteur text,
    nuit date,
    PRIMARY KEY (jour, formation, rang)
);

-- The days of which there is an entry: the history of one formation is looked up day by day.
CREATE TABLE catalogue_jour (jour date PRIMARY KEY);

-- What a night changes, gathered before it is written at once; empty between two nights.
CREATE TABLE catalogue_changement (
    formation bigint PRIMARY KEY,
    statut integer NOT NULL
);

CREATE TABLE catalogue_campagne (debut date PRIMARY KEY, ouverte_le timestamptz NOT NULL);

-- The imports of the feed. mesure: what the guard compares. The lines of one that is held wait in catalogue_import_ligne.
CREATE TABLE catalogue_import (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    fichier text NOT NULL,
    recu_le timestamptz NOT NULL,
    etat text NOT NULL,
    reprise text,
    motif text,
    confirmable boolean NOT NULL DEFAULT FALSE,
    mesure text,
    auteur text
);

CREATE TABLE catalogue_import_ligne (
    import bigint NOT NULL,
    cle text NOT NULL,
    lisible boolean NOT NULL,
    academie integer,
    donnees text,
    remplace text,
    statut integer,
    statut_le date,
    parcoursup_id text,
    erreur text,
    publie boolean,
    demandeur text,
    rejection text,
    maj_le text,
    historique text,
    PRIMARY KEY (import, cle)
);

CREATE TABLE catalogue_mef (mef10 text PRIMARY KEY);

-- The rules; an académie's decision is a row of its own, so that two at once never overwrite each other.
CREATE TABLE catalogue_regle (
    id text PRIMARY KEY,
    place integer NOT NULL,
    document text NOT NULL,
    auteur text NOT NULL,
    modifiee_le timestamptz NOT NULL
);

CREATE TABLE catalogue_regle_academie (
    regle text NOT NULL REFERENCES catalogue_regle (id) ON DELETE CASCADE,
    academie integer NOT NULL,
    statut integer NOT NULL,
    auteur text NOT NULL,
    modifiee_le timestamptz NOT NULL,
    PRIMARY KEY (regle, academie)
);

-- Every change of a rule or of an académie's decision; version counts them.
CREATE TABLE catalogue_regle_version (
    version bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    regle text NOT NULL,
    academie integer,
    avant text,
    apres text,
    auteur text NOT NULL,
    le timestamptz NOT NULL
);

CREATE TABLE catalogue_nuit (
    jour date PRIMARY KEY,
    etat text NOT NULL,
    par text NOT NULL,
    demandee_le timestamptz NOT NULL,
    terminee_le timestamptz,
    bilan text
);

-- What people did to formations.
CREATE TABLE catalogue_action (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    cle text NOT NULL,
    action text NOT NULL,
    de integer NOT NULL,
    vers integer NOT NULL,
    raison text,
    auteur text NOT NULL,
    le timestamptz NOT NULL
);
CREATE INDEX catalogue_action_cle ON catalogue_action (cle, id);
