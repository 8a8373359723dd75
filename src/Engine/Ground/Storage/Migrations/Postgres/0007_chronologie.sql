-- What happened to a candidate, in order: messages, answers, results, decisions, enrolments. Deliveries are told by echange.
CREATE TABLE evenement_candidat (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    etablissement text NOT NULL,
    session integer NOT NULL,
    code_candidat integer NOT NULL,
    code_formation integer,
    nature text NOT NULL,
    survenu_le timestamptz NOT NULL,
    instant_metier timestamptz NOT NULL,
    texte text NOT NULL,
    source text,
    message_entrant bigint
);

CREATE INDEX evenement_candidat_sujet ON evenement_candidat (etablissement, session, code_candidat, id);
