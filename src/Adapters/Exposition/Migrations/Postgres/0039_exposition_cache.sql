-- What the Exposition API said to single questions, whatever it said; an empty millésime asked for the last one.
CREATE TABLE exposition_reponse (
    route text NOT NULL,
    lieu text NOT NULL,
    code text NOT NULL,
    voie text NOT NULL,
    millesime text NOT NULL,
    issue text NOT NULL,
    message text,
    corps text,
    recu_le timestamptz NOT NULL,
    date_donnee timestamptz NOT NULL,
    PRIMARY KEY (route, lieu, code, voie, millesime)
);

-- The records of its lists; liste is the millésime that the list was asked for, page the last page that a record stood on.
CREATE TABLE exposition_fiche (
    route text NOT NULL,
    lieu text NOT NULL,
    code text NOT NULL,
    filiere text NOT NULL,
    millesime text NOT NULL,
    liste text NOT NULL,
    page integer NOT NULL,
    terminale boolean NOT NULL,
    corps text NOT NULL,
    recu_le timestamptz NOT NULL,
    date_donnee timestamptz NOT NULL,
    PRIMARY KEY (route, lieu, code, filiere, millesime)
);
CREATE INDEX exposition_fiche_page ON exposition_fiche (route, liste, page);

-- The pages that were read, so that a list goes on where it stopped.
CREATE TABLE exposition_page (
    route text NOT NULL,
    liste text NOT NULL,
    page integer NOT NULL,
    pages integer,
    total bigint,
    par_page integer,
    avertissements text NOT NULL,
    recu_le timestamptz NOT NULL,
    date_donnee timestamptz NOT NULL,
    PRIMARY KEY (route, liste, page)
);

-- The pace of the calls over all nodes: the instant, in microseconds, at which everything reserved so far is used up.
CREATE TABLE exposition_debit (
    cle text PRIMARY KEY,
    epuise bigint NOT NULL
);
