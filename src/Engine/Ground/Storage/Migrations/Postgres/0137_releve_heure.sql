-- What was sent in each hour, counted behind the senders: they pay nothing for it.
CREATE TABLE releve_heure (
    etablissement text NOT NULL,
    heure timestamptz NOT NULL,
    acquittees bigint NOT NULL,
    refusees bigint NOT NULL,
    echecs bigint NOT NULL,
    PRIMARY KEY (etablissement, heure)
);
