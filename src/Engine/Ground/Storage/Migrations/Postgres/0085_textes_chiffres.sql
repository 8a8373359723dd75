-- What was counted inside of a decision, which is sealed from now on (rule J5): a person has to fill something in.
ALTER TABLE voeu ADD COLUMN retenue boolean NOT NULL DEFAULT FALSE;
