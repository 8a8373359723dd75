-- What waits for a person is found at once, however large the rest.
CREATE INDEX candidat_en_reserve ON candidat (etablissement, session, code_candidat) WHERE reserves <> '[]';
CREATE INDEX candidat_averti ON candidat (etablissement, session, code_candidat) WHERE avertissements <> '[]';
CREATE INDEX voeu_en_reserve ON voeu (etablissement, session, code_candidat)
    WHERE code_decision IS NULL AND (retenue OR decision LIKE '%"reserve"%');
CREATE INDEX tache_ouverte ON tache (etablissement, id) WHERE terminee_le IS NULL;
CREATE INDEX livraison_refusee ON livraison (etablissement, id) WHERE etat = 'RefusMetier';
