-- What Scolarix should hold of each candidate (rule G1), judged and rendered at each evaluation. ligne and empreinte: the
-- line of the file in the layout of the établissement, of those who stand in it.
CREATE TABLE scolarix_population (
    etablissement TEXT NOT NULL,
    session INTEGER NOT NULL,
    code_candidat INTEGER NOT NULL,
    presence TEXT NOT NULL,
    raison TEXT NOT NULL,
    motif TEXT NOT NULL,
    source TEXT NOT NULL,
    ligne BLOB,
    empreinte BLOB,
    avertissements TEXT,
    PRIMARY KEY (etablissement, session, code_candidat)
) WITHOUT ROWID;

-- Counted and listed without touching the lines.
CREATE INDEX scolarix_population_presence ON scolarix_population (etablissement, presence, session, code_candidat);

-- What a person declared of a candidate whose baccalauréat is unknown (rule G1).
CREATE TABLE scolarix_declaration (
    etablissement TEXT NOT NULL,
    session INTEGER NOT NULL,
    code_candidat INTEGER NOT NULL,
    titulaire BOOLEAN NOT NULL,
    par TEXT NOT NULL,
    declare_le TEXT NOT NULL,
    PRIMARY KEY (etablissement, session, code_candidat)
);

-- A snapshot: asked for, written by one process over all nodes, published (docs/decisions/0012). numero is given when it is
-- begun; conserve: something of it is still in its store.
CREATE TABLE scolarix_instantane (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    etablissement TEXT NOT NULL,
    session INTEGER NOT NULL,
    numero INTEGER,
    precedent INTEGER,
    etat TEXT NOT NULL,
    par TEXT NOT NULL,
    planifie BOOLEAN NOT NULL,
    demande_le TEXT NOT NULL,
    commence_le TEXT,
    termine_le TEXT,
    bail_par TEXT,
    bail_jusqua TEXT,
    genere_le TEXT,
    dossier TEXT,
    disposition TEXT,
    candidats INTEGER NOT NULL DEFAULT 0,
    entrees INTEGER NOT NULL DEFAULT 0,
    sorties INTEGER NOT NULL DEFAULT 0,
    modifications INTEGER NOT NULL DEFAULT 0,
    comptes TEXT,
    manifeste TEXT,
    sha256 TEXT,
    garde INTEGER,
    conserve BOOLEAN NOT NULL DEFAULT FALSE,
    message TEXT,
    UNIQUE (etablissement, numero)
);

-- One at a time per établissement and session, over all nodes.
CREATE UNIQUE INDEX scolarix_instantane_actif ON scolarix_instantane (etablissement, session) WHERE etat IN ('Demande', 'EnCours');

-- Who stood where in the last published snapshot, and in the one that follows it: pieces in the order of the file number.
CREATE TABLE scolarix_index (
    instantane INTEGER NOT NULL,
    premier INTEGER NOT NULL,
    contenu BLOB NOT NULL,
    PRIMARY KEY (instantane, premier)
);

-- Who entered, left or changed from a snapshot to the next one.
CREATE TABLE scolarix_mouvement (
    instantane INTEGER NOT NULL,
    code_candidat INTEGER NOT NULL,
    nature TEXT NOT NULL,
    raison TEXT,
    raison_precedente TEXT,
    texte TEXT NOT NULL,
    PRIMARY KEY (instantane, code_candidat)
) WITHOUT ROWID;

CREATE INDEX scolarix_mouvement_candidat ON scolarix_mouvement (code_candidat, instantane);

-- The file of an établissement without folder, in compressed parts.
CREATE TABLE scolarix_partie (
    instantane INTEGER NOT NULL,
    numero INTEGER NOT NULL,
    contenu BLOB NOT NULL,
    PRIMARY KEY (instantane, numero)
);

-- Enrolments of state 1 that Parcoursup has acknowledged, of all établissements: all that one may know of another (rule F4).
CREATE TABLE inscription_acquittee (
    session INTEGER NOT NULL,
    code_candidat INTEGER NOT NULL,
    etablissement TEXT NOT NULL,
    code_formation INTEGER NOT NULL,
    PRIMARY KEY (session, code_candidat, etablissement, code_formation)
) WITHOUT ROWID;

INSERT INTO inscription_acquittee (session, code_candidat, etablissement, code_formation)
SELECT CAST(SUBSTR(sujet, 1, 4) AS INTEGER), CAST(SUBSTR(sujet, 6) AS INTEGER), etablissement,
       CAST(SUBSTR(sujet, 6 + INSTR(SUBSTR(sujet, 6), '/')) AS INTEGER)
FROM livraison WHERE destination = 'parcoursup-ia' AND acquitte = '1';
