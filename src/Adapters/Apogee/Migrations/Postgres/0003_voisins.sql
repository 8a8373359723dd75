-- Laissez-passer that a person gave (seed 001 §I.A): the desired state of the destination apogee-laissez-passer.
-- Without centre de gestion in the key: Apogée's laissez-passer does not know it.
CREATE TABLE laissez_passer (
    etablissement text NOT NULL,
    session integer NOT NULL,
    code_candidat integer NOT NULL,
    cod_etp text NOT NULL,
    cod_vrs_vet integer NOT NULL,
    cod_cge text NOT NULL,
    type text NOT NULL,
    commentaire text,
    donne_le timestamptz NOT NULL,
    donne_par text NOT NULL,
    retire_le timestamptz,
    motif_retrait text,
    PRIMARY KEY (etablissement, session, code_candidat, cod_etp, cod_vrs_vet)
);

CREATE INDEX laissez_passer_actif ON laissez_passer (etablissement) WHERE retire_le IS NULL;

-- Questions to Apogée's EtudiantMetier and its last answer, keyed by OPI number (opi:…) or student number (etu:…).
CREATE TABLE recherche_etudiant (
    etablissement text NOT NULL,
    cle text NOT NULL,
    etat text NOT NULL,
    cod_etu integer,
    cod_ind integer,
    ine text,
    demandee_le timestamptz NOT NULL,
    repondue_le timestamptz,
    tentatives integer NOT NULL DEFAULT 0,
    prochaine_tentative timestamptz NOT NULL,
    message text,
    requete bytea,
    reponse bytea,
    PRIMARY KEY (etablissement, cle)
);

CREATE INDEX recherche_etudiant_numero ON recherche_etudiant (etablissement, cod_etu) WHERE cod_etu IS NOT NULL;
CREATE INDEX recherche_etudiant_a_faire ON recherche_etudiant (prochaine_tentative) WHERE etat = 'Demandee';
