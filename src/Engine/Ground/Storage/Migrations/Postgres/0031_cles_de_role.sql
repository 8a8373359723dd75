-- Keys that may do what a role of a module allows; portee: where, in the module's own words.
CREATE TABLE cle_role (
    id text PRIMARY KEY,
    nom text NOT NULL,
    role text NOT NULL,
    portee text NOT NULL,
    empreinte text NOT NULL UNIQUE,
    creee_le timestamptz NOT NULL
);
