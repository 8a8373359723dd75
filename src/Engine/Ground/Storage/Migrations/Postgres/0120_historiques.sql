-- What the configuration was, from when on and by whom, without its secrets: what came in is judged anew under what counted then.
CREATE TABLE configuration_historique (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    etablissement text,
    annee integer,
    depuis timestamptz NOT NULL,
    document text NOT NULL,
    auteur text NOT NULL
);

-- How far business time was from machine time, from when on: ticks of 100 ns.
CREATE TABLE horloge_historique (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    depuis timestamptz NOT NULL,
    decalage bigint NOT NULL,
    auteur text NOT NULL
);
