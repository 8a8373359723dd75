-- Flat OPI files (rule E4). A generation is one run, asked for by a person or by the plan; it publishes lots.
CREATE TABLE fichier_generation (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    etablissement text NOT NULL,
    par text NOT NULL,
    etat text NOT NULL,
    demandee_le timestamptz NOT NULL,
    commencee_le timestamptz,
    terminee_le timestamptz,
    bail_par text,
    bail_jusqua timestamptz,
    opi integer NOT NULL DEFAULT 0,
    message text
);

-- One at a time per établissement, over all nodes.
CREATE UNIQUE INDEX fichier_generation_active ON fichier_generation (etablissement) WHERE etat IN ('Demandee', 'EnCours');

-- A lot: the two files of a session at one moment and their manifest. conserve: its files are still there.
CREATE TABLE fichier_lot (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    etablissement text NOT NULL,
    session integer NOT NULL,
    numero integer NOT NULL,
    precedent integer,
    generation bigint NOT NULL,
    etat text NOT NULL,
    disposition text NOT NULL,
    dossier text,
    genere_le timestamptz NOT NULL,
    par text NOT NULL,
    opi integer NOT NULL DEFAULT 0,
    manifeste text,
    manifeste_sha256 text,
    conserve boolean NOT NULL DEFAULT TRUE,
    clos_le timestamptz,
    clos_par text,
    message text,
    UNIQUE (etablissement, numero)
);

-- What a lot rendered of a delivery. contenu is null once a later lot holds a newer one: the files are cumulative.
CREATE TABLE fichier_lot_opi (
    livraison bigint NOT NULL,
    lot bigint NOT NULL,
    etablissement text NOT NULL,
    session integer NOT NULL,
    revision bigint NOT NULL,
    acquitte text NOT NULL,
    vets text NOT NULL,
    contenu text,
    PRIMARY KEY (livraison, lot)
);

CREATE INDEX fichier_lot_opi_lot ON fichier_lot_opi (lot);
CREATE INDEX fichier_lot_opi_contenu ON fichier_lot_opi (etablissement, session, livraison) WHERE contenu IS NOT NULL;

-- The files of an établissement without folder, in compressed parts.
CREATE TABLE fichier_partie (
    lot bigint NOT NULL,
    nom text NOT NULL,
    numero integer NOT NULL,
    contenu bytea NOT NULL,
    PRIMARY KEY (lot, nom, numero)
);

CREATE INDEX livraison_attente_confirmation ON livraison (etablissement, etat) WHERE etat = 'AttenteConfirmation';
