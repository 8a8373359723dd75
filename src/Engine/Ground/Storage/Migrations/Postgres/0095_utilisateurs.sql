-- The persons who use the pages, each row bound to its rights by a seal.
CREATE TABLE utilisateur (
    id text PRIMARY KEY,
    identifiant text NOT NULL UNIQUE,
    nom text NOT NULL,
    mot_de_passe text,
    droits text NOT NULL,
    secret_otp text,
    otp_pas bigint,
    externe text UNIQUE,
    actif boolean NOT NULL,
    cree_le timestamptz NOT NULL,
    connecte_le timestamptz,
    sceau text NOT NULL
);

-- Who is signed in: of the browser's secret only the SHA-256.
CREATE TABLE session_utilisateur (
    empreinte text PRIMARY KEY,
    utilisateur text NOT NULL,
    origine text NOT NULL,
    ouverte_le timestamptz NOT NULL,
    vue_le timestamptz NOT NULL,
    expire_le timestamptz NOT NULL,
    sceau text NOT NULL
);
CREATE INDEX session_utilisateur_de ON session_utilisateur (utilisateur);

-- Links that are good once.
CREATE TABLE invitation (
    empreinte text PRIMARY KEY,
    utilisateur text,
    nom text NOT NULL,
    droits text NOT NULL,
    expire_le timestamptz NOT NULL,
    sceau text NOT NULL
);
