-- The audit log: of each change also whom it concerns, and from which program a user made it. What stands there is never
-- rewritten; only of the older records it is written down now whom they concern.
ALTER TABLE change_record
    ADD COLUMN member_id  uuid,
    ADD COLUMN session_id uuid,
    ADD COLUMN program    text CHECK (length(program) <= 200);

DO $$
DECLARE
    guarded boolean := EXISTS (SELECT FROM pg_trigger
                                WHERE tgrelid = 'change_record'::regclass AND tgname = 'change_record_update');
BEGIN
    IF guarded THEN
        ALTER TABLE change_record DISABLE TRIGGER change_record_update;
    END IF;
    UPDATE change_record r SET member_id = r.subject_id::uuid WHERE r.subject_kind = 'member';
    UPDATE change_record r SET member_id = a.member_id FROM account a
     WHERE r.subject_kind = 'limits' AND a.community_id = r.community_id AND a.account_id::text = r.subject_id;
    UPDATE change_record r SET member_id = m.member_id FROM member m
     WHERE r.subject_kind IN ('membership', 'consent') AND m.community_id = r.community_id AND m.handle = r.subject_id;
    IF guarded THEN
        ALTER TABLE change_record ENABLE TRIGGER change_record_update;
    END IF;
END $$;

CREATE INDEX change_of_member ON change_record (community_id, member_id, change_id) WHERE member_id IS NOT NULL;
CREATE INDEX change_by ON change_record (community_id, changed_by, change_id);

ALTER TABLE change_record DROP CONSTRAINT change_record_subject_kind_check;
ALTER TABLE change_record ADD CONSTRAINT change_record_subject_kind_check CHECK (subject_kind IN
    ('community', 'currency', 'member', 'limits', 'role', 'membership', 'client', 'session', 'user', 'group', 'consent',
     'key'));
