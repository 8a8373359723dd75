-- Which message of the journal a report answers: told again, it is told of the same lines.
ALTER TABLE fregata_validation ADD COLUMN message_entrant INTEGER;
