-- Change records are never updated, with one exception: redact_changes lets those of somebody who has left and is erased forget
-- who it was. The guard looks where the statement comes from: nobody else can be there in its stead, for a function of another
-- schema, or a temporary one, stands there with its schema's name. What was changed, by whom and when stays even so.
DROP TRIGGER change_record_update ON change_record;

CREATE FUNCTION guard_change_record() RETURNS trigger LANGUAGE plpgsql
    SET search_path = "${flyway:defaultSchema}", pg_temp AS $$
DECLARE
    stack text;
BEGIN
    GET DIAGNOSTICS stack = PG_CONTEXT;
    IF stack !~ '\nPL/pgSQL function redact_changes\(uuid,uuid,text,text\[\],text\[\]\) line ' THEN
        RAISE EXCEPTION 'I5: a change record is never updated' USING ERRCODE = 'TS005';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER change_record_update BEFORE UPDATE ON change_record FOR EACH STATEMENT
    EXECUTE FUNCTION guard_change_record();
CREATE TRIGGER change_record_identity AFTER UPDATE ON change_record FOR EACH ROW
    WHEN (NEW.community_id <> OLD.community_id OR NEW.change_id <> OLD.change_id OR NEW.subject_kind <> OLD.subject_kind
        OR NEW.changed_by <> OLD.changed_by OR NEW.changed_at <> OLD.changed_at
        OR NEW.member_id IS DISTINCT FROM OLD.member_id)
    EXECUTE FUNCTION guard_refuse('TS005', 'I5: a change record keeps what was changed, by whom and when');
