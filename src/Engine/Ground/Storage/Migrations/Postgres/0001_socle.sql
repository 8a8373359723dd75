-- Settings that the gateway keeps for itself: revision of the configuration, business clock, heartbeat.
CREATE TABLE parametre (
    cle text PRIMARY KEY,
    valeur text NOT NULL
);

-- Data-protection keys, wrapped by the master key (rule I3).
CREATE TABLE cle_protection (
    id text PRIMARY KEY,
    xml text NOT NULL
);

-- Configuration: one JSON document per établissement and per campagne; secrets in it are encrypted or hashed.
CREATE TABLE etablissement (
    code text PRIMARY KEY,
    document text NOT NULL,
    modifie_le timestamptz NOT NULL
);

CREATE TABLE etablissement_uai (
    uai text PRIMARY KEY,
    etablissement text NOT NULL REFERENCES etablissement (code) ON DELETE CASCADE
);

CREATE TABLE campagne (
    session integer PRIMARY KEY,
    document text NOT NULL,
    modifie_le timestamptz NOT NULL
);

-- API keys: only the SHA-256 of a key is kept. Without établissement: an administrator's key.
CREATE TABLE cle_api (
    id text PRIMARY KEY,
    nom text NOT NULL,
    etablissement text REFERENCES etablissement (code) ON DELETE CASCADE,
    empreinte text NOT NULL UNIQUE,
    creee_le timestamptz NOT NULL
);

-- The journal of what came in: raw bytes, applied later in batches (rule I2).
CREATE TABLE message_entrant (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    recu_le timestamptz NOT NULL,
    etablissement text NOT NULL,
    uai text,
    canal text NOT NULL,
    compte text,
    type_contenu text,
    corps bytea NOT NULL,
    correlation text
);

-- Which messages still have to be applied: small rows that come and go, so that the journal itself is only appended to.
CREATE TABLE message_a_appliquer (
    etablissement text NOT NULL,
    id bigint NOT NULL,
    PRIMARY KEY (etablissement, id)
);

-- Messages that could not be applied: kept in the journal, shown as tasks.
CREATE TABLE message_ecarte (
    id bigint PRIMARY KEY,
    ecarte_le timestamptz NOT NULL,
    erreur text NOT NULL
);

CREATE TABLE candidat (
    etablissement text NOT NULL,
    session integer NOT NULL,
    code_candidat integer NOT NULL,
    donnees text NOT NULL,
    ine text,
    date_reponse text,
    ordre bigint NOT NULL,
    cod_opi text,
    cod_opi_gele boolean NOT NULL DEFAULT FALSE,
    vets_tentees text NOT NULL DEFAULT '[]',
    a_evaluer boolean NOT NULL DEFAULT FALSE,
    prochaine_evaluation date,
    reserves text NOT NULL DEFAULT '[]',
    PRIMARY KEY (etablissement, session, code_candidat)
);

CREATE UNIQUE INDEX candidat_cod_opi ON candidat (etablissement, cod_opi);
CREATE INDEX candidat_ine ON candidat (etablissement, session, ine);
CREATE INDEX candidat_a_evaluer ON candidat (etablissement) WHERE a_evaluer;
CREATE INDEX candidat_prochaine ON candidat (prochaine_evaluation) WHERE prochaine_evaluation IS NOT NULL;

-- A wish, its present answer, and the decision that counts for it (decision: JSON with the reason).
CREATE TABLE voeu (
    etablissement text NOT NULL,
    session integer NOT NULL,
    code_candidat integer NOT NULL,
    code_formation integer NOT NULL,
    internat boolean NOT NULL,
    donnees text NOT NULL,
    uai text NOT NULL,
    situation integer NOT NULL,
    date_reponse text,
    ordre bigint NOT NULL,
    vu_le timestamptz NOT NULL,
    absent_le timestamptz,
    absent_complet boolean NOT NULL DEFAULT FALSE,
    disparu boolean NOT NULL DEFAULT FALSE,
    code_decision text,
    decision text,
    garde bigint,
    PRIMARY KEY (etablissement, session, code_candidat, code_formation, internat)
);

CREATE INDEX voeu_formation ON voeu (etablissement, session, code_formation);

-- Results of the baccalauréat, keyed by file number (dossier:…) or by INE (ine:…).
CREATE TABLE resultat_bac (
    etablissement text NOT NULL,
    session integer NOT NULL,
    cle text NOT NULL,
    issue text NOT NULL,
    jour date NOT NULL,
    ordre bigint NOT NULL,
    PRIMARY KEY (etablissement, session, cle)
);

-- OPI received by the hosted web service, merged block by block (rule B3).
CREATE TABLE opi_recue (
    etablissement text NOT NULL,
    cod_opi text NOT NULL,
    compte text NOT NULL,
    origine text NOT NULL,
    individu text,
    adresse_fixe text,
    adresse_annuelle text,
    bac text,
    dac text,
    voeux text,
    these text,
    ordre bigint NOT NULL,
    vets_tentees text NOT NULL DEFAULT '[]',
    PRIMARY KEY (etablissement, cod_opi)
);

-- Reconciliation: what a destination should hold of a subject, and what it last acknowledged.
CREATE TABLE livraison (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    destination text NOT NULL,
    etablissement text NOT NULL,
    sujet text NOT NULL,
    origine text NOT NULL,
    personne text,
    empreinte text NOT NULL,
    revision_voulue bigint NOT NULL,
    revision_acquittee bigint NOT NULL DEFAULT 0,
    acquitte text,
    etat text NOT NULL,
    tentatives integer NOT NULL DEFAULT 0,
    tentee boolean NOT NULL DEFAULT FALSE,
    prochaine_tentative timestamptz NOT NULL,
    bail_par text,
    bail_jusqua timestamptz,
    message text,
    explication text,
    remontee bigint,
    modifiee_le timestamptz NOT NULL,
    UNIQUE (destination, etablissement, sujet)
);

CREATE INDEX livraison_due ON livraison (destination, etablissement, origine, prochaine_tentative) WHERE etat = 'AEnvoyer';
-- etat stands in these two although it is constant there: without statistics SQLite takes the index with the most equalities.
CREATE INDEX livraison_en_cours ON livraison (destination, etablissement, etat) WHERE etat = 'EnCours';
CREATE INDEX livraison_personne_en_cours ON livraison (etablissement, personne, etat) WHERE etat = 'EnCours';
CREATE INDEX livraison_personne ON livraison (etablissement, personne);

-- The journal of what went out: raw bytes of both directions.
CREATE TABLE echange (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    livraison bigint NOT NULL,
    revision bigint NOT NULL,
    commence_le timestamptz NOT NULL,
    termine_le timestamptz NOT NULL,
    issue text NOT NULL,
    message text,
    requete bytea NOT NULL,
    reponse bytea NOT NULL,
    modifications text
);

CREATE INDEX echange_livraison ON echange (livraison);

-- Enrolments: the table de travail (seed 001 §II.A, rule F1).
CREATE TABLE inscription (
    etablissement text NOT NULL,
    cle text NOT NULL,
    session integer NOT NULL,
    code_candidat integer,
    code_formation integer,
    demande text NOT NULL,
    type text NOT NULL,
    origine text NOT NULL,
    premiere_annee boolean NOT NULL,
    payee boolean NOT NULL,
    annulee boolean NOT NULL,
    date_maj timestamptz NOT NULL,
    ordre bigint NOT NULL,
    message text,
    PRIMARY KEY (etablissement, cle)
);

CREATE INDEX inscription_candidat ON inscription (etablissement, session, code_candidat);

CREATE TABLE remontee (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    etablissement text NOT NULL,
    prevue_pour timestamptz,
    declenchee_le timestamptz NOT NULL,
    par text NOT NULL,
    nombre integer NOT NULL
);

CREATE TABLE remontee_ligne (
    remontee bigint NOT NULL,
    livraison bigint NOT NULL,
    sujet text NOT NULL,
    resultat text,
    message text,
    PRIMARY KEY (remontee, livraison)
);

CREATE TABLE tache (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    etablissement text NOT NULL,
    type text NOT NULL,
    sujet text NOT NULL,
    message text NOT NULL,
    creee_le timestamptz NOT NULL,
    terminee_le timestamptz,
    par text,
    UNIQUE (etablissement, type, sujet)
);

CREATE TABLE garde (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    etablissement text NOT NULL,
    type text NOT NULL,
    jour date NOT NULL,
    etat text NOT NULL,
    nombre integer NOT NULL,
    vivants integer NOT NULL,
    attendu integer,
    message text NOT NULL,
    donnees text,
    creee_le timestamptz NOT NULL,
    traitee_le timestamptz,
    par text
);

CREATE INDEX garde_ouverte ON garde (etablissement) WHERE etat = 'EnAttente';

-- Turns to D of the day that no person confirmed (rule C6).
CREATE TABLE defavorable_du_jour (
    etablissement text NOT NULL,
    jour date NOT NULL,
    nombre integer NOT NULL,
    PRIMARY KEY (etablissement, jour)
);

CREATE TABLE test_connecteur (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    etablissement text NOT NULL,
    teste_le timestamptz NOT NULL,
    par text NOT NULL,
    reussi boolean NOT NULL,
    ouvert boolean NOT NULL,
    empreinte text NOT NULL,
    etapes text NOT NULL
);

-- Pulls of admitted candidates, asked for and done.
CREATE TABLE recuperation (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    etablissement text NOT NULL,
    uai text NOT NULL,
    code_candidat integer,
    cause text NOT NULL,
    etat text NOT NULL,
    demandee_le timestamptz NOT NULL,
    partie_le timestamptz,
    instant_metier timestamptz,
    tentatives integer NOT NULL DEFAULT 0,
    prochaine_tentative timestamptz NOT NULL,
    message_entrant bigint,
    candidats integer,
    par_formation text,
    de_confiance boolean,
    message text
);

CREATE INDEX recuperation_a_faire ON recuperation (prochaine_tentative) WHERE etat <> 'Terminee' AND etat <> 'Echec';

-- Occurrences of the scheduled jobs: one row is one occurrence that nobody else may run (rule I1).
CREATE TABLE travail_execute (
    travail text NOT NULL,
    etablissement text NOT NULL,
    prevu_pour timestamptz NOT NULL,
    PRIMARY KEY (travail, etablissement, prevu_pour)
);
