-- Verification of what Apogée accepted (rule E3): the VETs of the attempt under way and of the last acknowledged one,
-- what a job saw of them in Apogée, and how often the state was sent again because some were missing.
ALTER TABLE livraison ADD COLUMN vets_en_cours TEXT;
ALTER TABLE livraison ADD COLUMN vets_acquittees TEXT;
ALTER TABLE livraison ADD COLUMN verification TEXT;
ALTER TABLE livraison ADD COLUMN confirmee_le TEXT;
ALTER TABLE livraison ADD COLUMN vets_manquantes TEXT;
ALTER TABLE livraison ADD COLUMN reprises INTEGER NOT NULL DEFAULT 0;

UPDATE livraison SET verification = 'NonVerifiee' WHERE destination = 'apogee-opi' AND acquitte IS NOT NULL;

-- OPI handed over to a job of Apogée's side (rule E1), each until the next time it is handed over. The content is kept
-- until the job has told what became of it; then it stands in echange.
CREATE TABLE opi_remise (
    livraison INTEGER PRIMARY KEY REFERENCES livraison (id) ON DELETE CASCADE,
    bail TEXT NOT NULL,
    remise_le TEXT NOT NULL,
    vets_avant TEXT NOT NULL,
    tentee_avant BOOLEAN NOT NULL,
    acquitte TEXT NOT NULL,
    contenu BLOB,
    modifications TEXT NOT NULL,
    acquittee_le TEXT
);
