-- Verification of what Apogée accepted (rule E3): the VETs of the attempt under way and of the last acknowledged one,
-- what a job saw of them in Apogée, and how often the state was sent again because some were missing.
ALTER TABLE livraison ADD COLUMN vets_en_cours text;
ALTER TABLE livraison ADD COLUMN vets_acquittees text;
ALTER TABLE livraison ADD COLUMN verification text;
ALTER TABLE livraison ADD COLUMN confirmee_le timestamptz;
ALTER TABLE livraison ADD COLUMN vets_manquantes text;
ALTER TABLE livraison ADD COLUMN reprises integer NOT NULL DEFAULT 0;

UPDATE livraison SET verification = 'NonVerifiee' WHERE destination = 'apogee-opi' AND acquitte IS NOT NULL;

-- OPI handed over to a job of Apogée's side (rule E1), each until the next time it is handed over. The content is kept
-- until the job has told what became of it; then it stands in echange.
CREATE TABLE opi_remise (
    livraison bigint PRIMARY KEY REFERENCES livraison (id) ON DELETE CASCADE,
    bail text NOT NULL,
    remise_le timestamptz NOT NULL,
    vets_avant text NOT NULL,
    tentee_avant boolean NOT NULL,
    acquitte text NOT NULL,
    contenu bytea,
    modifications text NOT NULL,
    acquittee_le timestamptz
);
