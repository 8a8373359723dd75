-- How many candidates each formation had when it was last trusted (rule C7).
CREATE TABLE effectif_reference (
    etablissement text NOT NULL,
    uai text NOT NULL,
    session integer NOT NULL,
    code_formation integer NOT NULL,
    nombre integer NOT NULL,
    PRIMARY KEY (etablissement, uai, session, code_formation)
);

-- The candidates of each session and formation of a pull, as a person may confirm them.
ALTER TABLE recuperation ADD COLUMN effectifs text;

-- One line for each node that lives: when it could last have stored a push (rule C8).
CREATE TABLE battement (
    noeud text PRIMARY KEY,
    battu_le timestamptz NOT NULL
);

-- What the former version last left.
INSERT INTO battement (noeud, battu_le)
SELECT 'version précédente (arrêté)', CAST(valeur AS timestamptz) FROM parametre WHERE cle = 'battement';

-- Each load of candidates in several transactions by itself. The table chargement stays for nodes of the former version.
CREATE TABLE chargement_en_cours (
    etablissement text NOT NULL,
    cle text NOT NULL,
    jusqua timestamptz NOT NULL,
    PRIMARY KEY (etablissement, cle)
);
