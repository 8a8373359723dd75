-- Attempts that did not go well are few, and are found at once; what went well pays nothing for it.
CREATE INDEX echange_echec ON echange (issue, id) WHERE issue <> 'Acquittee';
-- What hangs below a candidate is found by the beginning of its subject, whatever order the database has for letters.
CREATE INDEX livraison_sujet ON livraison (etablissement, sujet text_pattern_ops);
