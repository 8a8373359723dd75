-- Rights may be told by UAI: what an établissement that goes was known by, until nothing of it is left.
ALTER TABLE code_en_suppression ADD COLUMN uais TEXT NOT NULL DEFAULT '';
