-- Settings that the gateway keeps for itself: revision of the configuration, business clock, heartbeat.
CREATE TABLE parametre (
    cle TEXT PRIMARY KEY,
    valeur TEXT NOT NULL
);

-- Data-protection keys, wrapped by the master key (rule I3).
CREATE TABLE cle_protection (
    id TEXT PRIMARY KEY,
    xml TEXT NOT NULL
);

-- Configuration: one JSON document per établissement and per campagne; secrets in it are encrypted or hashed.
CREATE TABLE etablissement (
    code TEXT PRIMARY KEY,
    document TEXT NOT NULL,
    modifie_le TEXT NOT NULL
);

CREATE TABLE etablissement_uai (
    uai TEXT PRIMARY KEY,
    etablissement TEXT NOT NULL REFERENCES etablissement (code) ON DELETE CASCADE
);

CREATE TABLE campagne (
    session INTEGER PRIMARY KEY,
    document TEXT NOT NULL,
    modifie_le TEXT NOT NULL
);

-- API keys: only the SHA-256 of a key is kept. Without établissement: an administrator's key.
CREATE TABLE cle_api (
    id TEXT PRIMARY KEY,
    nom TEXT NOT NULL,
    etablissement TEXT REFERENCES etablissement (code) ON DELETE CASCADE,
    empreinte TEXT NOT NULL UNIQUE,
    creee_le TEXT NOT NULL
);

-- The journal of what came in: raw bytes, applied later in batches (rule I2).
CREATE TABLE message_entrant (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    recu_le TEXT NOT NULL,
    etablissement TEXT NOT NULL,
    uai TEXT,
    canal TEXT NOT NULL,
    compte TEXT,
    type_contenu TEXT,
    corps BLOB NOT NULL,
    correlation TEXT
);

-- Which messages still have to be applied: small rows that come and go, so that the journal itself is only appended to.
CREATE TABLE message_a_appliquer (
    etablissement TEXT NOT NULL,
    id INTEGER NOT NULL,
    PRIMARY KEY (etablissement, id)
) WITHOUT ROWID;

-- Messages that could not be applied: kept in the journal, shown as tasks.
CREATE TABLE message_ecarte (
    id INTEGER PRIMARY KEY,
    ecarte_le TEXT NOT NULL,
    erreur TEXT NOT NULL
);

CREATE TABLE candidat (
    etablissement TEXT NOT NULL,
    session INTEGER NOT NULL,
    code_candidat INTEGER NOT NULL,
    donnees TEXT NOT NULL,
    ine TEXT,
    date_reponse TEXT,
    ordre INTEGER NOT NULL,
    cod_opi TEXT,
    cod_opi_gele BOOLEAN NOT NULL DEFAULT FALSE,
    vets_tentees TEXT NOT NULL DEFAULT '[]',
    a_evaluer BOOLEAN NOT NULL DEFAULT FALSE,
    prochaine_evaluation TEXT,
    reserves TEXT NOT NULL DEFAULT '[]',
    PRIMARY KEY (etablissement, session, code_candidat)
);

CREATE UNIQUE INDEX candidat_cod_opi ON candidat (etablissement, cod_opi);
CREATE INDEX candidat_ine ON candidat (etablissement, session, ine);
CREATE INDEX candidat_a_evaluer ON candidat (etablissement) WHERE a_evaluer;
CREATE INDEX candidat_prochaine ON candidat (prochaine_evaluation) WHERE prochaine_evaluation IS NOT NULL;

-- A wish, its present answer, and the decision that counts for it (decision: JSON with the reason).
CREATE TABLE voeu (
    etablissement TEXT NOT NULL,
    session INTEGER NOT NULL,
    code_candidat INTEGER NOT NULL,
    code_formation INTEGER NOT NULL,
    internat BOOLEAN NOT NULL,
    donnees TEXT NOT NULL,
    uai TEXT NOT NULL,
    situation INTEGER NOT NULL,
    date_reponse TEXT,
    ordre INTEGER NOT NULL,
    vu_le TEXT NOT NULL,
    absent_le TEXT,
    absent_complet BOOLEAN NOT NULL DEFAULT FALSE,
    disparu BOOLEAN NOT NULL DEFAULT FALSE,
    code_decision TEXT,
    decision TEXT,
    garde INTEGER,
    PRIMARY KEY (etablissement, session, code_candidat, code_formation, internat)
);

CREATE INDEX voeu_formation ON voeu (etablissement, session, code_formation);

-- Results of the baccalauréat, keyed by file number (dossier:…) or by INE (ine:…).
CREATE TABLE resultat_bac (
    etablissement TEXT NOT NULL,
    session INTEGER NOT NULL,
    cle TEXT NOT NULL,
    issue TEXT NOT NULL,
    jour TEXT NOT NULL,
    ordre INTEGER NOT NULL,
    PRIMARY KEY (etablissement, session, cle)
);

-- OPI received by the hosted web service, merged block by block (rule B3).
CREATE TABLE opi_recue (
    etablissement TEXT NOT NULL,
    cod_opi TEXT NOT NULL,
    compte TEXT NOT NULL,
    origine TEXT NOT NULL,
    individu TEXT,
    adresse_fixe TEXT,
    adresse_annuelle TEXT,
    bac TEXT,
    dac TEXT,
    voeux TEXT,
    these TEXT,
    ordre INTEGER NOT NULL,
    vets_tentees TEXT NOT NULL DEFAULT '[]',
    PRIMARY KEY (etablissement, cod_opi)
);

-- Reconciliation: what a destination should hold of a subject, and what it last acknowledged.
CREATE TABLE livraison (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    destination TEXT NOT NULL,
    etablissement TEXT NOT NULL,
    sujet TEXT NOT NULL,
    origine TEXT NOT NULL,
    personne TEXT,
    empreinte TEXT NOT NULL,
    revision_voulue INTEGER NOT NULL,
    revision_acquittee INTEGER NOT NULL DEFAULT 0,
    acquitte TEXT,
    etat TEXT NOT NULL,
    tentatives INTEGER NOT NULL DEFAULT 0,
    tentee BOOLEAN NOT NULL DEFAULT FALSE,
    prochaine_tentative TEXT NOT NULL,
    bail_par TEXT,
    bail_jusqua TEXT,
    message TEXT,
    explication TEXT,
    remontee INTEGER,
    modifiee_le TEXT NOT NULL,
    UNIQUE (destination, etablissement, sujet)
);

CREATE INDEX livraison_due ON livraison (destination, etablissement, origine, prochaine_tentative) WHERE etat = 'AEnvoyer';
-- etat stands in these two although it is constant there: without statistics SQLite takes the index with the most equalities.
CREATE INDEX livraison_en_cours ON livraison (destination, etablissement, etat) WHERE etat = 'EnCours';
CREATE INDEX livraison_personne_en_cours ON livraison (etablissement, personne, etat) WHERE etat = 'EnCours';
CREATE INDEX livraison_personne ON livraison (etablissement, personne);

-- The journal of what went out: raw bytes of both directions.
CREATE TABLE echange (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    livraison INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    commence_le TEXT NOT NULL,
    termine_le TEXT NOT NULL,
    issue TEXT NOT NULL,
    message TEXT,
    requete BLOB NOT NULL,
    reponse BLOB NOT NULL,
    modifications TEXT
);

CREATE INDEX echange_livraison ON echange (livraison);

-- Enrolments: the table de travail (seed 001 §II.A, rule F1).
CREATE TABLE inscription (
    etablissement TEXT NOT NULL,
    cle TEXT NOT NULL,
    session INTEGER NOT NULL,
    code_candidat INTEGER,
    code_formation INTEGER,
    demande TEXT NOT NULL,
    type TEXT NOT NULL,
    origine TEXT NOT NULL,
    premiere_annee BOOLEAN NOT NULL,
    payee BOOLEAN NOT NULL,
    annulee BOOLEAN NOT NULL,
    date_maj TEXT NOT NULL,
    ordre INTEGER NOT NULL,
    message TEXT,
    PRIMARY KEY (etablissement, cle)
);

CREATE INDEX inscription_candidat ON inscription (etablissement, session, code_candidat);

CREATE TABLE remontee (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    etablissement TEXT NOT NULL,
    prevue_pour TEXT,
    declenchee_le TEXT NOT NULL,
    par TEXT NOT NULL,
    nombre INTEGER NOT NULL
);

CREATE TABLE remontee_ligne (
    remontee INTEGER NOT NULL,
    livraison INTEGER NOT NULL,
    sujet TEXT NOT NULL,
    resultat TEXT,
    message TEXT,
    PRIMARY KEY (remontee, livraison)
);

CREATE TABLE tache (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    etablissement TEXT NOT NULL,
    type TEXT NOT NULL,
    sujet TEXT NOT NULL,
    message TEXT NOT NULL,
    creee_le TEXT NOT NULL,
    terminee_le TEXT,
    par TEXT,
    UNIQUE (etablissement, type, sujet)
);

CREATE TABLE garde (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    etablissement TEXT NOT NULL,
    type TEXT NOT NULL,
    jour TEXT NOT NULL,
    etat TEXT NOT NULL,
    nombre INTEGER NOT NULL,
    vivants INTEGER NOT NULL,
    attendu INTEGER,
    message TEXT NOT NULL,
    donnees TEXT,
    creee_le TEXT NOT NULL,
    traitee_le TEXT,
    par TEXT
);

CREATE INDEX garde_ouverte ON garde (etablissement) WHERE etat = 'EnAttente';

-- Turns to D of the day that no person confirmed (rule C6).
CREATE TABLE defavorable_du_jour (
    etablissement TEXT NOT NULL,
    jour TEXT NOT NULL,
    nombre INTEGER NOT NULL,
    PRIMARY KEY (etablissement, jour)
);

CREATE TABLE test_connecteur (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    etablissement TEXT NOT NULL,
    teste_le TEXT NOT NULL,
    par TEXT NOT NULL,
    reussi BOOLEAN NOT NULL,
    ouvert BOOLEAN NOT NULL,
    empreinte TEXT NOT NULL,
    etapes TEXT NOT NULL
);

-- Pulls of admitted candidates, asked for and done.
CREATE TABLE recuperation (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    etablissement TEXT NOT NULL,
    uai TEXT NOT NULL,
    code_candidat INTEGER,
    cause TEXT NOT NULL,
    etat TEXT NOT NULL,
    demandee_le TEXT NOT NULL,
    partie_le TEXT,
    instant_metier TEXT,
    tentatives INTEGER NOT NULL DEFAULT 0,
    prochaine_tentative TEXT NOT NULL,
    message_entrant INTEGER,
    candidats INTEGER,
    par_formation TEXT,
    de_confiance BOOLEAN,
    message TEXT
);

CREATE INDEX recuperation_a_faire ON recuperation (prochaine_tentative) WHERE etat <> 'Terminee' AND etat <> 'Echec';

-- Occurrences of the scheduled jobs: one row is one occurrence that nobody else may run (rule I1).
CREATE TABLE travail_execute (
    travail TEXT NOT NULL,
    etablissement TEXT NOT NULL,
    prevu_pour TEXT NOT NULL,
    PRIMARY KEY (travail, etablissement, prevu_pour)
);
