-- The persons who use the pages, each row bound to its rights by a seal.
CREATE TABLE utilisateur (
    id TEXT PRIMARY KEY,
    identifiant TEXT NOT NULL UNIQUE,
    nom TEXT NOT NULL,
    mot_de_passe TEXT,
    droits TEXT NOT NULL,
    secret_otp TEXT,
    otp_pas INTEGER,
    externe TEXT UNIQUE,
    actif BOOLEAN NOT NULL,
    cree_le TEXT NOT NULL,
    connecte_le TEXT,
    sceau TEXT NOT NULL
) WITHOUT ROWID;

-- Who is signed in: of the browser's secret only the SHA-256.
CREATE TABLE session_utilisateur (
    empreinte TEXT PRIMARY KEY,
    utilisateur TEXT NOT NULL,
    origine TEXT NOT NULL,
    ouverte_le TEXT NOT NULL,
    vue_le TEXT NOT NULL,
    expire_le TEXT NOT NULL,
    sceau TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX session_utilisateur_de ON session_utilisateur (utilisateur);

-- Links that are good once.
CREATE TABLE invitation (
    empreinte TEXT PRIMARY KEY,
    utilisateur TEXT,
    nom TEXT NOT NULL,
    droits TEXT NOT NULL,
    expire_le TEXT NOT NULL,
    sceau TEXT NOT NULL
) WITHOUT ROWID;
