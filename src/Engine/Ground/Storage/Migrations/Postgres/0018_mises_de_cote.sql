-- Failures about one subject: which one, how often in a row, and whether the delivery waits for a person because of it (rule C5).
ALTER TABLE livraison ADD COLUMN cause text;
ALTER TABLE livraison ADD COLUMN cause_fois integer NOT NULL DEFAULT 0;
ALTER TABLE livraison ADD COLUMN a_regarder boolean NOT NULL DEFAULT FALSE;

-- The last lost lease whose holder told that its call had left all the same (rule E2): told again, it changes nothing more.
ALTER TABLE livraison ADD COLUMN bail_tardif text;

CREATE INDEX livraison_a_regarder ON livraison (destination, etablissement, cause) WHERE a_regarder;

-- What never failed leaves before what did.
CREATE INDEX livraison_due_selon_tentatives ON livraison (destination, etablissement, origine, tentatives, prochaine_tentative)
    WHERE etat = 'AEnvoyer';
