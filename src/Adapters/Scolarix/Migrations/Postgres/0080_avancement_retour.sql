-- How far a daily file is in the work table: it is applied in several transactions, and goes on after a kill where it was.
ALTER TABLE scolarix_retour ADD COLUMN atteinte INTEGER NOT NULL DEFAULT 0;
