-- Values that persons have put in the place of the source's: JSON, a list of field, value, the source's value, who and when.
ALTER TABLE candidat ADD COLUMN corrections TEXT NOT NULL DEFAULT '[]';
