-- Sessions that are closed: nothing of them is received or sent any more (rule J5).
CREATE TABLE campagne_close (
    session INTEGER PRIMARY KEY,
    close_le TEXT NOT NULL,
    par TEXT NOT NULL,
    purgee_le TEXT
);

-- Codes whose former owner's data are still being erased: nobody takes them meanwhile.
CREATE TABLE code_en_suppression (
    code TEXT PRIMARY KEY,
    demandee_le TEXT NOT NULL,
    par TEXT NOT NULL
);

-- Persons who were erased: a keyed fingerprint of établissement, session and file number, nothing else of them.
CREATE TABLE personne_effacee (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    etablissement TEXT NOT NULL,
    empreinte TEXT NOT NULL,
    effacee_le TEXT NOT NULL,
    UNIQUE (etablissement, empreinte)
);

-- What was erased, by whom and when. bilan: how many rows, by établissement and kind.
CREATE TABLE conservation_passage (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    acte TEXT NOT NULL,
    session INTEGER,
    code TEXT,
    auteur TEXT NOT NULL,
    etat TEXT NOT NULL,
    demande_le TEXT NOT NULL,
    termine_le TEXT,
    bilan TEXT NOT NULL DEFAULT '{}',
    message TEXT,
    bail_par TEXT,
    bail_jusqua TEXT
);

CREATE INDEX conservation_passage_a_faire ON conservation_passage (id) WHERE etat = 'EnCours';

-- The erasures that this database has been through; those of the register that are missing here came back with a backup.
CREATE TABLE conservation_effacement (
    id TEXT PRIMARY KEY,
    acte TEXT NOT NULL,
    session INTEGER,
    code TEXT,
    empreinte TEXT,
    effectue_le TEXT NOT NULL,
    auteur TEXT NOT NULL
);

-- What stays of a purged session: counts by établissement, which name nobody.
CREATE TABLE campagne_compteur (
    session INTEGER NOT NULL,
    etablissement TEXT NOT NULL,
    genre TEXT NOT NULL,
    nom TEXT NOT NULL,
    nombre BIGINT NOT NULL,
    PRIMARY KEY (session, etablissement, genre, nom)
);
