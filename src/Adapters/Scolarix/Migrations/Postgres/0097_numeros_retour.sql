-- The number of a candidate as the line gives it is kept where it is one; whatever else stood in its column is quoted by the message alone,
-- which is sealed.
UPDATE scolarix_retour_refus SET numero = NULL WHERE numero !~ '^[0-9]+$';
