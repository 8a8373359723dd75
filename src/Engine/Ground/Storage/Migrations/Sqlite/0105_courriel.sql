-- Who is told every day by e-mail what waits, for each établissement: colleagues, no candidate.
CREATE TABLE courriel_destinataire (
    etablissement TEXT NOT NULL,
    adresse TEXT NOT NULL,
    ajoute_le TEXT NOT NULL,
    par TEXT NOT NULL,
    PRIMARY KEY (etablissement, adresse)
);

-- Messages that were asked for: their text is made when they leave, and kept nowhere.
CREATE TABLE courriel_envoi (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    etablissement TEXT NOT NULL,
    par TEXT NOT NULL,
    demande_le TEXT NOT NULL,
    etat TEXT NOT NULL,
    essais INTEGER NOT NULL DEFAULT 0,
    prochaine_tentative TEXT NOT NULL,
    termine_le TEXT,
    message TEXT,
    bail_par TEXT,
    bail_jusqua TEXT
);

CREATE INDEX courriel_envoi_due ON courriel_envoi (prochaine_tentative) WHERE etat = 'AEnvoyer';
