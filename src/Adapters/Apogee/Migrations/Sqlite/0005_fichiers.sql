-- Flat OPI files (rule E4). A generation is one run, asked for by a person or by the plan; it publishes lots.
CREATE TABLE fichier_generation (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    etablissement TEXT NOT NULL,
    par TEXT NOT NULL,
    etat TEXT NOT NULL,
    demandee_le TEXT NOT NULL,
    commencee_le TEXT,
    terminee_le TEXT,
    bail_par TEXT,
    bail_jusqua TEXT,
    opi INTEGER NOT NULL DEFAULT 0,
    message TEXT
);

-- One at a time per établissement, over all nodes.
CREATE UNIQUE INDEX fichier_generation_active ON fichier_generation (etablissement) WHERE etat IN ('Demandee', 'EnCours');

-- A lot: the two files of a session at one moment and their manifest. conserve: its files are still there.
CREATE TABLE fichier_lot (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    etablissement TEXT NOT NULL,
    session INTEGER NOT NULL,
    numero INTEGER NOT NULL,
    precedent INTEGER,
    generation INTEGER NOT NULL,
    etat TEXT NOT NULL,
    disposition TEXT NOT NULL,
    dossier TEXT,
    genere_le TEXT NOT NULL,
    par TEXT NOT NULL,
    opi INTEGER NOT NULL DEFAULT 0,
    manifeste TEXT,
    manifeste_sha256 TEXT,
    conserve BOOLEAN NOT NULL DEFAULT TRUE,
    clos_le TEXT,
    clos_par TEXT,
    message TEXT,
    UNIQUE (etablissement, numero)
);

-- What a lot rendered of a delivery. contenu is null once a later lot holds a newer one: the files are cumulative.
CREATE TABLE fichier_lot_opi (
    livraison INTEGER NOT NULL,
    lot INTEGER NOT NULL,
    etablissement TEXT NOT NULL,
    session INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    acquitte TEXT NOT NULL,
    vets TEXT NOT NULL,
    contenu TEXT,
    PRIMARY KEY (livraison, lot)
);

CREATE INDEX fichier_lot_opi_lot ON fichier_lot_opi (lot);
CREATE INDEX fichier_lot_opi_contenu ON fichier_lot_opi (etablissement, session, livraison) WHERE contenu IS NOT NULL;

-- The files of an établissement without folder, in compressed parts.
CREATE TABLE fichier_partie (
    lot INTEGER NOT NULL,
    nom TEXT NOT NULL,
    numero INTEGER NOT NULL,
    contenu BLOB NOT NULL,
    PRIMARY KEY (lot, nom, numero)
);

CREATE INDEX livraison_attente_confirmation ON livraison (etablissement, etat) WHERE etat = 'AttenteConfirmation';
