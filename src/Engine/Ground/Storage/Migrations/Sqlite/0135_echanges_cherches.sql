-- Attempts that did not go well are few, and are found at once; what went well pays nothing for it.
CREATE INDEX echange_echec ON echange (issue, id) WHERE issue <> 'Acquittee';
