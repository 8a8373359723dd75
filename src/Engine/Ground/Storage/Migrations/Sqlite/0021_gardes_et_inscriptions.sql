-- What a guard is about, where there may be several of its type at a time: a UAI, or a formation of it (rule C7).
ALTER TABLE garde ADD COLUMN sujet TEXT;

-- The facts that a guard held a wish back for: others, that come later, are a new turn (rule C6).
ALTER TABLE voeu ADD COLUMN garde_faits TEXT;

-- The enrolments that wait for their candidate or their formation (rule F2).
CREATE INDEX inscription_non_rapprochee ON inscription (etablissement, code_candidat) WHERE code_formation IS NULL;
