-- The keys of those who re-use the results, each with its quota; only the SHA-256 of a key is kept.
CREATE TABLE exposition_reutilisateur (
    id text PRIMARY KEY,
    nom text NOT NULL,
    empreinte text NOT NULL UNIQUE,
    par_minute integer NOT NULL,
    creee_le timestamptz NOT NULL
);
