-- What happened to a candidate, in order: messages, answers, results, decisions, enrolments. Deliveries are told by echange.
CREATE TABLE evenement_candidat (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    etablissement TEXT NOT NULL,
    session INTEGER NOT NULL,
    code_candidat INTEGER NOT NULL,
    code_formation INTEGER,
    nature TEXT NOT NULL,
    survenu_le TEXT NOT NULL,
    instant_metier TEXT NOT NULL,
    texte TEXT NOT NULL,
    source TEXT,
    message_entrant INTEGER
);

CREATE INDEX evenement_candidat_sujet ON evenement_candidat (etablissement, session, code_candidat, id);
