-- Every line of a daily file that a person may want to see: refused, waiting (rule F2) or outdated (rule F1), with the
-- candidate's number as the line gives it.
ALTER TABLE scolarix_retour ADD COLUMN depassees INTEGER NOT NULL DEFAULT 0;
ALTER TABLE scolarix_retour_refus ADD COLUMN nature TEXT NOT NULL DEFAULT 'Refusee';
ALTER TABLE scolarix_retour_refus ADD COLUMN numero TEXT;
