-- The other side's own code of its refusal: handed back to who waits for it (rule B6), shown to who has to mend it.
ALTER TABLE livraison ADD COLUMN code TEXT;
