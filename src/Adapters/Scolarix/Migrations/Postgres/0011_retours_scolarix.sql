-- Files that Scolarix gave back at the end of an enrolment day (seed 003 §2): each content counts once.
CREATE TABLE scolarix_retour (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    etablissement text NOT NULL,
    session integer NOT NULL,
    nom text NOT NULL,
    empreinte text NOT NULL,
    octets bigint NOT NULL,
    recu_le timestamptz NOT NULL,
    par text NOT NULL,
    etat text NOT NULL,
    lignes integer NOT NULL DEFAULT 0,
    acceptees integer NOT NULL DEFAULT 0,
    inchangees integer NOT NULL DEFAULT 0,
    non_rapprochees integer NOT NULL DEFAULT 0,
    refusees integer NOT NULL DEFAULT 0,
    remontee bigint,
    message text,
    UNIQUE (etablissement, session, empreinte)
);

CREATE TABLE scolarix_retour_refus (
    retour bigint NOT NULL REFERENCES scolarix_retour (id) ON DELETE CASCADE,
    etablissement text NOT NULL,
    ligne integer NOT NULL,
    colonne text,
    ine text,
    message text NOT NULL,
    PRIMARY KEY (retour, ligne)
);
