-- Laissez-passer that a person gave (seed 001 §I.A): the desired state of the destination apogee-laissez-passer.
-- Without centre de gestion in the key: Apogée's laissez-passer does not know it.
CREATE TABLE laissez_passer (
    etablissement TEXT NOT NULL,
    session INTEGER NOT NULL,
    code_candidat INTEGER NOT NULL,
    cod_etp TEXT NOT NULL,
    cod_vrs_vet INTEGER NOT NULL,
    cod_cge TEXT NOT NULL,
    type TEXT NOT NULL,
    commentaire TEXT,
    donne_le TEXT NOT NULL,
    donne_par TEXT NOT NULL,
    retire_le TEXT,
    motif_retrait TEXT,
    PRIMARY KEY (etablissement, session, code_candidat, cod_etp, cod_vrs_vet)
);

CREATE INDEX laissez_passer_actif ON laissez_passer (etablissement) WHERE retire_le IS NULL;

-- Questions to Apogée's EtudiantMetier and its last answer, keyed by OPI number (opi:…) or student number (etu:…).
CREATE TABLE recherche_etudiant (
    etablissement TEXT NOT NULL,
    cle TEXT NOT NULL,
    etat TEXT NOT NULL,
    cod_etu INTEGER,
    cod_ind INTEGER,
    ine TEXT,
    demandee_le TEXT NOT NULL,
    repondue_le TEXT,
    tentatives INTEGER NOT NULL DEFAULT 0,
    prochaine_tentative TEXT NOT NULL,
    message TEXT,
    requete BLOB,
    reponse BLOB,
    PRIMARY KEY (etablissement, cle)
);

CREATE INDEX recherche_etudiant_numero ON recherche_etudiant (etablissement, cod_etu) WHERE cod_etu IS NOT NULL;
CREATE INDEX recherche_etudiant_a_faire ON recherche_etudiant (prochaine_tentative) WHERE etat = 'Demandee';
