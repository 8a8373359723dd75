-- The sends of results of the baccalauréat are listed for people; among all the messages of an établissement they are few.
CREATE INDEX message_entrant_resultats ON message_entrant (etablissement, id) WHERE canal = 'ResultatsBac';
