-- Unresolved enrolments that are still to be tried again, lot by lot.
CREATE TABLE inscription_reprise (
    etablissement text NOT NULL,
    portee text NOT NULL,
    numero integer NOT NULL,
    -- The key of the last one that was tried.
    apres text NOT NULL DEFAULT '',
    -- Asked for once more meanwhile.
    encore boolean NOT NULL DEFAULT FALSE,
    tour bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (etablissement, portee, numero)
);

DROP INDEX inscription_non_rapprochee;
CREATE INDEX inscription_non_rapprochee ON inscription (etablissement, code_candidat, cle) WHERE code_formation IS NULL;
CREATE INDEX inscription_a_rapprocher ON inscription (etablissement, cle) WHERE code_formation IS NULL;
