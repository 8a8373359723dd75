-- What Scolarix should hold of each candidate (rule G1), judged and rendered at each evaluation. ligne and empreinte: the
-- line of the file in the layout of the établissement, of those who stand in it.
CREATE TABLE scolarix_population (
    etablissement text NOT NULL,
    session integer NOT NULL,
    code_candidat integer NOT NULL,
    presence text NOT NULL,
    raison text NOT NULL,
    motif text NOT NULL,
    source text NOT NULL,
    ligne bytea,
    empreinte bytea,
    avertissements text,
    PRIMARY KEY (etablissement, session, code_candidat)
);

-- Counted and listed without touching the lines.
CREATE INDEX scolarix_population_presence ON scolarix_population (etablissement, presence, session, code_candidat);

-- What a person declared of a candidate whose baccalauréat is unknown (rule G1).
CREATE TABLE scolarix_declaration (
    etablissement text NOT NULL,
    session integer NOT NULL,
    code_candidat integer NOT NULL,
    titulaire boolean NOT NULL,
    par text NOT NULL,
    declare_le timestamptz NOT NULL,
    PRIMARY KEY (etablissement, session, code_candidat)
);

-- A snapshot: asked for, written by one process over all nodes, published (docs/decisions/0012). numero is given when it is
-- begun; conserve: something of it is still in its store.
CREATE TABLE scolarix_instantane (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    etablissement text NOT NULL,
    session integer NOT NULL,
    numero integer,
    precedent integer,
    etat text NOT NULL,
    par text NOT NULL,
    planifie boolean NOT NULL,
    demande_le timestamptz NOT NULL,
    commence_le timestamptz,
    termine_le timestamptz,
    bail_par text,
    bail_jusqua timestamptz,
    genere_le timestamptz,
    dossier text,
    disposition text,
    candidats integer NOT NULL DEFAULT 0,
    entrees integer NOT NULL DEFAULT 0,
    sorties integer NOT NULL DEFAULT 0,
    modifications integer NOT NULL DEFAULT 0,
    comptes text,
    manifeste text,
    sha256 text,
    garde bigint,
    conserve boolean NOT NULL DEFAULT FALSE,
    message text,
    UNIQUE (etablissement, numero)
);

-- One at a time per établissement and session, over all nodes.
CREATE UNIQUE INDEX scolarix_instantane_actif ON scolarix_instantane (etablissement, session) WHERE etat IN ('Demande', 'EnCours');

-- Who stood where in the last published snapshot, and in the one that follows it: pieces in the order of the file number.
CREATE TABLE scolarix_index (
    instantane bigint NOT NULL,
    premier integer NOT NULL,
    contenu bytea NOT NULL,
    PRIMARY KEY (instantane, premier)
);

-- Hashes cannot be compressed.
ALTER TABLE scolarix_index ALTER COLUMN contenu SET STORAGE EXTERNAL;

-- Who entered, left or changed from a snapshot to the next one.
CREATE TABLE scolarix_mouvement (
    instantane bigint NOT NULL,
    code_candidat integer NOT NULL,
    nature text NOT NULL,
    raison text,
    raison_precedente text,
    texte text NOT NULL,
    PRIMARY KEY (instantane, code_candidat)
);

CREATE INDEX scolarix_mouvement_candidat ON scolarix_mouvement (code_candidat, instantane);

-- The file of an établissement without folder, in compressed parts.
CREATE TABLE scolarix_partie (
    instantane bigint NOT NULL,
    numero integer NOT NULL,
    contenu bytea NOT NULL,
    PRIMARY KEY (instantane, numero)
);

-- They are compressed already.
ALTER TABLE scolarix_partie ALTER COLUMN contenu SET STORAGE EXTERNAL;

-- Enrolments of state 1 that Parcoursup has acknowledged, of all établissements: all that one may know of another (rule F4).
CREATE TABLE inscription_acquittee (
    session integer NOT NULL,
    code_candidat integer NOT NULL,
    etablissement text NOT NULL,
    code_formation integer NOT NULL,
    PRIMARY KEY (session, code_candidat, etablissement, code_formation)
);

INSERT INTO inscription_acquittee (session, code_candidat, etablissement, code_formation)
SELECT CAST(SPLIT_PART(sujet, '/', 1) AS integer), CAST(SPLIT_PART(sujet, '/', 2) AS integer), etablissement, CAST(SPLIT_PART(sujet, '/', 3) AS integer)
FROM livraison WHERE destination = 'parcoursup-ia' AND acquitte = '1';
