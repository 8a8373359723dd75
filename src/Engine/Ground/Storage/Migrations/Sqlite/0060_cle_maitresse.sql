-- Which master key the database was written with, and the root secret that it wraps: what is derived comes from the root, so that a
-- new master key wraps it anew and changes nothing else.
CREATE TABLE cle_maitresse (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    empreinte TEXT NOT NULL,
    racine TEXT NOT NULL,
    depuis TEXT NOT NULL
);

-- Binds a key and what it may do to the root secret: a row that was written or changed by hand opens nothing.
ALTER TABLE cle_api ADD COLUMN sceau TEXT;
ALTER TABLE cle_role ADD COLUMN sceau TEXT;
