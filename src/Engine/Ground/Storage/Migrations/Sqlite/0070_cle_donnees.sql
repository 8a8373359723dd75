-- One key for each établissement, wrapped by the master key: what is sealed of its content is read with it, and goes with it.
CREATE TABLE cle_donnees (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    etablissement TEXT NOT NULL UNIQUE,
    cle TEXT NOT NULL,
    creee_le TEXT NOT NULL
);
