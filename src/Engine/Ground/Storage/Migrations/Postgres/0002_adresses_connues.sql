-- From where an account (opi:…, push:…, facade:…) was used with the right password: what strangers try does not use up
-- the attempts of these.
CREATE TABLE adresse_connue (
    compte text NOT NULL,
    adresse text NOT NULL,
    vue_le timestamptz NOT NULL,
    PRIMARY KEY (compte, adresse)
);
