-- Refused deliveries that are sent again step by step (1, 10, 100…), until all have left or one is refused again.
CREATE TABLE relance_paliers (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    etablissement TEXT NOT NULL,
    par TEXT NOT NULL,
    identifiant TEXT,
    etat TEXT NOT NULL,
    palier INTEGER NOT NULL DEFAULT 0,
    lancee_le TEXT NOT NULL,
    terminee_le TEXT
);

CREATE INDEX relance_paliers_en_cours ON relance_paliers (id) WHERE terminee_le IS NULL;
CREATE INDEX relance_paliers_etablissement ON relance_paliers (etablissement, id);

-- palier is null until its step has come; issue until it is known.
CREATE TABLE relance_paliers_envoi (
    relance INTEGER NOT NULL,
    livraison INTEGER NOT NULL,
    rang INTEGER NOT NULL,
    palier INTEGER,
    relancee BOOLEAN NOT NULL DEFAULT FALSE,
    issue TEXT,
    PRIMARY KEY (relance, livraison)
) WITHOUT ROWID;

CREATE INDEX relance_paliers_envoi_livraison ON relance_paliers_envoi (livraison);
