-- Of whoever is kept out because the file has another dossier of the same INE: that dossier.
ALTER TABLE scolarix_population ADD COLUMN double_de integer;

CREATE INDEX scolarix_population_double ON scolarix_population (etablissement, session, double_de) WHERE double_de IS NOT NULL;

-- How many share this request: whoever joins it after the file's moment must not get that file.
ALTER TABLE scolarix_instantane ADD COLUMN demandes integer NOT NULL DEFAULT 1;

-- One under way, and one asked for behind it, per établissement and session, over all nodes. What a dead process had begun
-- (it has a number) is asked for once more, beside the latter.
DROP INDEX scolarix_instantane_actif;
CREATE UNIQUE INDEX scolarix_instantane_demande ON scolarix_instantane (etablissement, session) WHERE etat = 'Demande' AND numero IS NULL;
CREATE UNIQUE INDEX scolarix_instantane_en_cours ON scolarix_instantane (etablissement, session) WHERE etat = 'EnCours';

-- Judged by other rules now.
UPDATE candidat SET a_evaluer = TRUE WHERE EXISTS (
    SELECT 1 FROM scolarix_population p WHERE p.etablissement = candidat.etablissement AND p.session = candidat.session AND p.code_candidat = candidat.code_candidat);
