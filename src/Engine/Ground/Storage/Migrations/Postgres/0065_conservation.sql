-- Sessions that are closed: nothing of them is received or sent any more (rule J5).
CREATE TABLE campagne_close (
    session integer PRIMARY KEY,
    close_le timestamptz NOT NULL,
    par text NOT NULL,
    purgee_le timestamptz
);

-- Codes whose former owner's data are still being erased: nobody takes them meanwhile.
CREATE TABLE code_en_suppression (
    code text PRIMARY KEY,
    demandee_le timestamptz NOT NULL,
    par text NOT NULL
);

-- Persons who were erased: a keyed fingerprint of établissement, session and file number, nothing else of them.
CREATE TABLE personne_effacee (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    etablissement text NOT NULL,
    empreinte text NOT NULL,
    effacee_le timestamptz NOT NULL,
    UNIQUE (etablissement, empreinte)
);

-- What was erased, by whom and when. bilan: how many rows, by établissement and kind.
CREATE TABLE conservation_passage (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    acte text NOT NULL,
    session integer,
    code text,
    auteur text NOT NULL,
    etat text NOT NULL,
    demande_le timestamptz NOT NULL,
    termine_le timestamptz,
    bilan text NOT NULL DEFAULT '{}',
    message text,
    bail_par text,
    bail_jusqua timestamptz
);

CREATE INDEX conservation_passage_a_faire ON conservation_passage (id) WHERE etat = 'EnCours';

-- The erasures that this database has been through; those of the register that are missing here came back with a backup.
CREATE TABLE conservation_effacement (
    id text PRIMARY KEY,
    acte text NOT NULL,
    session integer,
    code text,
    empreinte text,
    effectue_le timestamptz NOT NULL,
    auteur text NOT NULL
);

-- What stays of a purged session: counts by établissement, which name nobody.
CREATE TABLE campagne_compteur (
    session integer NOT NULL,
    etablissement text NOT NULL,
    genre text NOT NULL,
    nom text NOT NULL,
    nombre bigint NOT NULL,
    PRIMARY KEY (session, etablissement, genre, nom)
);
