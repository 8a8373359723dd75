-- What an evaluation has to say of a candidate's values (rule K1): JSON, a list of field and message, beside the reserves.
ALTER TABLE candidat ADD COLUMN avertissements TEXT NOT NULL DEFAULT '[]';
