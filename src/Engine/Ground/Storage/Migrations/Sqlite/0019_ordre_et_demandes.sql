-- Identity has an order of its own (rule B5): when the source told it, and the place in the journal which that time belongs to.
-- Where ordre is another place, a node of the former version has written since, and that time says nothing.
ALTER TABLE candidat ADD COLUMN identite_le TEXT;
ALTER TABLE candidat ADD COLUMN identite_ordre INTEGER;

-- The identity of the last attempt to send it, in the other side's form: what it holds, or may hold (rule E2); and that of the
-- attempt before, for one that was refused.
ALTER TABLE candidat ADD COLUMN identite_tentee TEXT;
ALTER TABLE candidat ADD COLUMN identite_avant TEXT;

-- How often an evaluation was asked for (rule C5): whoever evaluates clears the mark only if this is still what he read.
ALTER TABLE candidat ADD COLUMN demandes_evaluation INTEGER NOT NULL DEFAULT 0;
