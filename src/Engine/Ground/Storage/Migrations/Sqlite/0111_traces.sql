-- The trace that work belongs to (W3C traceparent, of random numbers), where traces are kept: whoever takes the row up goes on with it.
ALTER TABLE message_a_appliquer ADD COLUMN trace TEXT;
ALTER TABLE candidat ADD COLUMN trace TEXT;
ALTER TABLE livraison ADD COLUMN trace TEXT;
