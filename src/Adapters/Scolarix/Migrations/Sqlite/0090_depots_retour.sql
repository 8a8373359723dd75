-- Where Scolarix's files were moved when they had been read (rule J5): a list of paths as JSON, so that they leave with their session.
ALTER TABLE scolarix_retour ADD COLUMN depots TEXT;
