-- From where an account (opi:…, push:…, facade:…) was used with the right password: what strangers try does not use up
-- the attempts of these.
CREATE TABLE adresse_connue (
    compte TEXT NOT NULL,
    adresse TEXT NOT NULL,
    vue_le TEXT NOT NULL,
    PRIMARY KEY (compte, adresse)
);
