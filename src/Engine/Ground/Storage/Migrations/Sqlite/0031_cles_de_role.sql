-- Keys that may do what a role of a module allows; portee: where, in the module's own words.
CREATE TABLE cle_role (
    id TEXT PRIMARY KEY,
    nom TEXT NOT NULL,
    role TEXT NOT NULL,
    portee TEXT NOT NULL,
    empreinte TEXT NOT NULL UNIQUE,
    creee_le TEXT NOT NULL
);
