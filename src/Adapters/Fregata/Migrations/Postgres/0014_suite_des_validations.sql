-- A line of a report asks whether a later one wants the opposite.
CREATE INDEX fregata_validation_ligne_sujet ON fregata_validation_ligne (etablissement, sujet, validation);
