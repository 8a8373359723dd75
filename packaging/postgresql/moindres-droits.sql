-- Le rôle du service : il lit et écrit des lignes, il ne crée, ne modifie et ne supprime aucune table, et l'audit ne peut que grandir.
-- À passer avec le rôle propriétaire des tables, dans la base de la passerelle, après l'installation et après chaque mise à jour :
--   psql -d passerelle -f moindres-droits.sql
-- Le mot de passe du rôle se donne une fois :  \password passerelle_service
DO $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'passerelle_service') THEN
    CREATE ROLE passerelle_service LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT;
  END IF;
END
$$;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM passerelle_service;
GRANT USAGE ON SCHEMA public TO passerelle_service;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO passerelle_service;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO passerelle_service;
REVOKE UPDATE, DELETE ON audit FROM passerelle_service;
REVOKE INSERT, UPDATE, DELETE ON migration FROM passerelle_service;
