-- What the Exposition API said to single questions, whatever it said; an empty millésime asked for the last one.
CREATE TABLE exposition_reponse (
    route TEXT NOT NULL,
    lieu TEXT NOT NULL,
    code TEXT NOT NULL,
    voie TEXT NOT NULL,
    millesime TEXT NOT NULL,
    issue TEXT NOT NULL,
    message TEXT,
    corps TEXT,
    recu_le TEXT NOT NULL,
    date_donnee TEXT NOT NULL,
    PRIMARY KEY (route, lieu, code, voie, millesime)
);

-- The records of its lists; liste is the millésime that the list was asked for, page the last page that a record stood on.
CREATE TABLE exposition_fiche (
    route TEXT NOT NULL,
    lieu TEXT NOT NULL,
    code TEXT NOT NULL,
    filiere TEXT NOT NULL,
    millesime TEXT NOT NULL,
    liste TEXT NOT NULL,
    page INTEGER NOT NULL,
    terminale INTEGER NOT NULL,
    corps TEXT NOT NULL,
    recu_le TEXT NOT NULL,
    date_donnee TEXT NOT NULL,
    PRIMARY KEY (route, lieu, code, filiere, millesime)
);
CREATE INDEX exposition_fiche_page ON exposition_fiche (route, liste, page);

-- The pages that were read, so that a list goes on where it stopped.
CREATE TABLE exposition_page (
    route TEXT NOT NULL,
    liste TEXT NOT NULL,
    page INTEGER NOT NULL,
    pages INTEGER,
    total INTEGER,
    par_page INTEGER,
    avertissements TEXT NOT NULL,
    recu_le TEXT NOT NULL,
    date_donnee TEXT NOT NULL,
    PRIMARY KEY (route, liste, page)
);

-- The pace of the calls over all nodes: the instant, in microseconds, at which everything reserved so far is used up.
CREATE TABLE exposition_debit (
    cle TEXT PRIMARY KEY,
    epuise INTEGER NOT NULL
);
