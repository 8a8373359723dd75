-- Until when, from where and for what a key is good, under its seal.
ALTER TABLE cle_api ADD COLUMN expire_le TEXT;
ALTER TABLE cle_api ADD COLUMN adresses TEXT;
ALTER TABLE cle_api ADD COLUMN lecture_seule INTEGER NOT NULL DEFAULT 0;
ALTER TABLE cle_role ADD COLUMN expire_le TEXT;
ALTER TABLE cle_role ADD COLUMN adresses TEXT;
ALTER TABLE cle_role ADD COLUMN lecture_seule INTEGER NOT NULL DEFAULT 0;

-- When a key was used last; apart, so that nothing that is sealed is written anew.
CREATE TABLE cle_usage (
    id TEXT PRIMARY KEY,
    utilisee_le TEXT NOT NULL
);
