-- What became of planned work: one row per occurrence, or per time that a person started it. termine_le is null while it is under way.
CREATE TABLE travail_passage (
    travail text NOT NULL,
    etablissement text NOT NULL,
    prevu_pour timestamptz NOT NULL,
    par text NOT NULL,
    commence_le timestamptz NOT NULL,
    termine_le timestamptz,
    issue text NOT NULL,
    essais integer NOT NULL DEFAULT 1,
    message text,
    PRIMARY KEY (travail, etablissement, prevu_pour)
);

CREATE INDEX travail_passage_en_cours ON travail_passage (commence_le) WHERE termine_le IS NULL;

-- Work that a person has paused: no occurrence of it is taken.
CREATE TABLE travail_pause (
    travail text NOT NULL,
    etablissement text NOT NULL,
    depuis timestamptz NOT NULL,
    par text NOT NULL,
    PRIMARY KEY (travail, etablissement)
);

-- Feedback that waits for the next run is listed at once, however much was acknowledged.
CREATE INDEX livraison_attente_remontee ON livraison (etablissement, sujet) WHERE etat = 'AttenteRemontee';
