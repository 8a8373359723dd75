-- Who did what (rule J4): entries are added, and never changed or removed. Each carries a keyed hash over itself and the one before it.
CREATE TABLE audit (
    numero INTEGER PRIMARY KEY,
    instant TEXT NOT NULL,
    qui TEXT NOT NULL,
    identifiant TEXT,
    origine TEXT NOT NULL,
    acte TEXT NOT NULL,
    etablissement TEXT,
    sujet TEXT,
    issue TEXT NOT NULL,
    nombre INTEGER NOT NULL,
    details TEXT,
    correlation TEXT,
    empreinte TEXT NOT NULL
);

CREATE INDEX audit_acte ON audit (acte, instant);
CREATE INDEX audit_etablissement ON audit (etablissement, numero);

CREATE TRIGGER audit_sans_modification BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit: append only'); END;
CREATE TRIGGER audit_sans_suppression BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'audit: append only'); END;

-- The last entry: whoever adds one holds this row.
CREATE TABLE audit_tete (
    id INTEGER PRIMARY KEY,
    numero INTEGER NOT NULL,
    empreinte TEXT NOT NULL
);

-- How far the entries have been handed to syslog.
CREATE TABLE audit_envoi (
    id INTEGER PRIMARY KEY,
    numero INTEGER NOT NULL,
    bail_par TEXT,
    bail_jusqua TEXT
);
