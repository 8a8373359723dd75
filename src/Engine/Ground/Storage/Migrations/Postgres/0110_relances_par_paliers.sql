-- Refused deliveries that are sent again step by step (1, 10, 100…), until all have left or one is refused again.
CREATE TABLE relance_paliers (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    etablissement text NOT NULL,
    par text NOT NULL,
    identifiant text,
    etat text NOT NULL,
    palier integer NOT NULL DEFAULT 0,
    lancee_le timestamptz NOT NULL,
    terminee_le timestamptz
);

CREATE INDEX relance_paliers_en_cours ON relance_paliers (id) WHERE terminee_le IS NULL;
CREATE INDEX relance_paliers_etablissement ON relance_paliers (etablissement, id);

-- palier is null until its step has come; issue until it is known.
CREATE TABLE relance_paliers_envoi (
    relance bigint NOT NULL,
    livraison bigint NOT NULL,
    rang integer NOT NULL,
    palier integer,
    relancee boolean NOT NULL DEFAULT FALSE,
    issue text,
    PRIMARY KEY (relance, livraison)
);

CREATE INDEX relance_paliers_envoi_livraison ON relance_paliers_envoi (livraison);
