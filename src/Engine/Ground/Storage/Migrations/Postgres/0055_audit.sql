-- Who did what (rule J4): entries are added, and never changed or removed. Each carries a keyed hash over itself and the one before it.
CREATE TABLE audit (
    numero bigint PRIMARY KEY,
    instant timestamptz NOT NULL,
    qui text NOT NULL,
    identifiant text,
    origine text NOT NULL,
    acte text NOT NULL,
    etablissement text,
    sujet text,
    issue text NOT NULL,
    nombre bigint NOT NULL,
    details text,
    correlation text,
    empreinte text NOT NULL
);

CREATE INDEX audit_acte ON audit (acte, instant);
CREATE INDEX audit_etablissement ON audit (etablissement, numero);

CREATE FUNCTION audit_ajout_seul() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'audit: append only'; END $$;
CREATE TRIGGER audit_sans_changement BEFORE UPDATE OR DELETE OR TRUNCATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION audit_ajout_seul();

-- The last entry: whoever adds one holds this row.
CREATE TABLE audit_tete (
    id integer PRIMARY KEY,
    numero bigint NOT NULL,
    empreinte text NOT NULL
);

-- How far the entries have been handed to syslog.
CREATE TABLE audit_envoi (
    id bigint PRIMARY KEY,
    numero bigint NOT NULL,
    bail_par text,
    bail_jusqua timestamptz
);
