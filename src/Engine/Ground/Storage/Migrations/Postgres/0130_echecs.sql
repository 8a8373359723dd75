-- Since when a delivery cannot leave, whatever its next attempt is put off to; null where the last attempt came to an end.
ALTER TABLE livraison ADD COLUMN echoue_depuis timestamptz;

CREATE INDEX livraison_echoue ON livraison (destination, etablissement, echoue_depuis) WHERE echoue_depuis IS NOT NULL;
