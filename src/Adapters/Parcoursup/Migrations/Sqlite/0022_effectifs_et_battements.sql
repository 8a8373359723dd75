-- How many candidates each formation had when it was last trusted (rule C7).
CREATE TABLE effectif_reference (
    etablissement TEXT NOT NULL,
    uai TEXT NOT NULL,
    session INTEGER NOT NULL,
    code_formation INTEGER NOT NULL,
    nombre INTEGER NOT NULL,
    PRIMARY KEY (etablissement, uai, session, code_formation)
);

-- The candidates of each session and formation of a pull, as a person may confirm them.
ALTER TABLE recuperation ADD COLUMN effectifs TEXT;

-- One line for each node that lives: when it could last have stored a push (rule C8).
CREATE TABLE battement (
    noeud TEXT PRIMARY KEY,
    battu_le TEXT NOT NULL
);

-- What the former version last left.
INSERT INTO battement (noeud, battu_le)
SELECT 'version précédente (arrêté)', valeur FROM parametre WHERE cle = 'battement';

-- Each load of candidates in several transactions by itself. The table chargement stays for nodes of the former version.
CREATE TABLE chargement_en_cours (
    etablissement TEXT NOT NULL,
    cle TEXT NOT NULL,
    jusqua TEXT NOT NULL,
    PRIMARY KEY (etablissement, cle)
);
