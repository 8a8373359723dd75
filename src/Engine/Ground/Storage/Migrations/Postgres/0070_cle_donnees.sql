-- One key for each établissement, wrapped by the master key: what is sealed of its content is read with it, and goes with it.
CREATE TABLE cle_donnees (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    etablissement text NOT NULL UNIQUE,
    cle text NOT NULL,
    creee_le timestamptz NOT NULL
);

-- Nodes of the former version may still be at work, and could not read sealed content: nothing is sealed until somebody says that none is
-- left (gateway securite chiffrer). A new database has had none.
INSERT INTO parametre (cle, valeur) SELECT 'chiffrement.attend', 'oui' WHERE EXISTS (SELECT 1 FROM etablissement);
