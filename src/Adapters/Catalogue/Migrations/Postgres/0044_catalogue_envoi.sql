-- The postings that planned nights asked for: one a night, by one node at a time.
CREATE TABLE catalogue_envoi (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    jour date NOT NULL UNIQUE,
    etat text NOT NULL,
    commence_le timestamptz NOT NULL,
    bilan text,
    bail_par text,
    bail_jusqua timestamptz
);
