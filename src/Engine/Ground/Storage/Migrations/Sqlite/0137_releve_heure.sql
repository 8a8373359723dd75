-- What was sent in each hour, counted behind the senders: they pay nothing for it.
CREATE TABLE releve_heure (
    etablissement TEXT NOT NULL,
    heure TEXT NOT NULL,
    acquittees INTEGER NOT NULL,
    refusees INTEGER NOT NULL,
    echecs INTEGER NOT NULL,
    PRIMARY KEY (etablissement, heure)
);
