-- An instance that does not migrate at its start looks whether somebody has, under a login that owns nothing.
GRANT SELECT ON flyway_schema_history TO "${app_role}";
