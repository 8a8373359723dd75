-- The keys of those who re-use the results, each with its quota; only the SHA-256 of a key is kept.
CREATE TABLE exposition_reutilisateur (
    id TEXT PRIMARY KEY,
    nom TEXT NOT NULL,
    empreinte TEXT NOT NULL UNIQUE,
    par_minute INTEGER NOT NULL,
    creee_le TEXT NOT NULL
);
