-- Until when, from where and for what a key is good, under its seal.
ALTER TABLE cle_api ADD COLUMN expire_le timestamptz;
ALTER TABLE cle_api ADD COLUMN adresses text;
ALTER TABLE cle_api ADD COLUMN lecture_seule boolean NOT NULL DEFAULT FALSE;
ALTER TABLE cle_role ADD COLUMN expire_le timestamptz;
ALTER TABLE cle_role ADD COLUMN adresses text;
ALTER TABLE cle_role ADD COLUMN lecture_seule boolean NOT NULL DEFAULT FALSE;

-- When a key was used last; apart, so that nothing that is sealed is written anew.
CREATE TABLE cle_usage (
    id text PRIMARY KEY,
    utilisee_le timestamptz NOT NULL
);
