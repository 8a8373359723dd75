-- Files that Scolarix gave back at the end of an enrolment day (seed 003 §2): each content counts once.
CREATE TABLE scolarix_retour (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    etablissement TEXT NOT NULL,
    session INTEGER NOT NULL,
    nom TEXT NOT NULL,
    empreinte TEXT NOT NULL,
    octets INTEGER NOT NULL,
    recu_le TEXT NOT NULL,
    par TEXT NOT NULL,
    etat TEXT NOT NULL,
    lignes INTEGER NOT NULL DEFAULT 0,
    acceptees INTEGER NOT NULL DEFAULT 0,
    inchangees INTEGER NOT NULL DEFAULT 0,
    non_rapprochees INTEGER NOT NULL DEFAULT 0,
    refusees INTEGER NOT NULL DEFAULT 0,
    remontee INTEGER,
    message TEXT,
    UNIQUE (etablissement, session, empreinte)
);

CREATE TABLE scolarix_retour_refus (
    retour INTEGER NOT NULL REFERENCES scolarix_retour (id) ON DELETE CASCADE,
    etablissement TEXT NOT NULL,
    ligne INTEGER NOT NULL,
    colonne TEXT,
    ine TEXT,
    message TEXT NOT NULL,
    PRIMARY KEY (retour, ligne)
);
