-- Identity has an order of its own (rule B5): when the source told it, and the place in the journal which that time belongs to.
-- Where ordre is another place, a node of the former version has written since, and that time says nothing.
ALTER TABLE candidat ADD COLUMN identite_le timestamptz;
ALTER TABLE candidat ADD COLUMN identite_ordre bigint;

-- The identity of the last attempt to send it, in the other side's form: what it holds, or may hold (rule E2); and that of the
-- attempt before, for one that was refused.
ALTER TABLE candidat ADD COLUMN identite_tentee text;
ALTER TABLE candidat ADD COLUMN identite_avant text;

-- How often an evaluation was asked for (rule C5): whoever evaluates clears the mark only if this is still what he read.
ALTER TABLE candidat ADD COLUMN demandes_evaluation bigint NOT NULL DEFAULT 0;

-- Nodes of the former version set the mark without counting: counted for them, until a later release drops this.
CREATE FUNCTION candidat_compter_demande() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.demandes_evaluation := NEW.demandes_evaluation + 1;
    RETURN NEW;
END $$;

CREATE TRIGGER candidat_demande BEFORE UPDATE OF a_evaluer ON candidat FOR EACH ROW
    WHEN (NEW.a_evaluer AND NEW.demandes_evaluation = OLD.demandes_evaluation) EXECUTE FUNCTION candidat_compter_demande();
