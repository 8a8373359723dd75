-- Who is told every day by e-mail what waits, for each établissement: colleagues, no candidate.
CREATE TABLE courriel_destinataire (
    etablissement text NOT NULL,
    adresse text NOT NULL,
    ajoute_le timestamptz NOT NULL,
    par text NOT NULL,
    PRIMARY KEY (etablissement, adresse)
);

-- Messages that were asked for: their text is made when they leave, and kept nowhere.
CREATE TABLE courriel_envoi (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    etablissement text NOT NULL,
    par text NOT NULL,
    demande_le timestamptz NOT NULL,
    etat text NOT NULL,
    essais integer NOT NULL DEFAULT 0,
    prochaine_tentative timestamptz NOT NULL,
    termine_le timestamptz,
    message text,
    bail_par text,
    bail_jusqua timestamptz
);

CREATE INDEX courriel_envoi_due ON courriel_envoi (prochaine_tentative) WHERE etat = 'AEnvoyer';
