-- How people come to a community and how they leave it: applications, departures, write-offs, erasure; what a community asks
-- of its members, and how they are found.

-- pg_trgm and unaccent are trusted: whoever may create in the database may create them. Where the owner of the tables may not,
-- an administrator of the database does it; the start fails and says so.
DO $$
BEGIN
    CREATE EXTENSION IF NOT EXISTS pg_trgm;
    CREATE EXTENSION IF NOT EXISTS unaccent;
EXCEPTION WHEN insufficient_privilege OR undefined_file OR feature_not_supported THEN
    RAISE EXCEPTION E'The extensions by which members are found cannot be created: %. Let an administrator of the database % run this, then start again:\n\n    CREATE EXTENSION IF NOT EXISTS pg_trgm;\n    CREATE EXTENSION IF NOT EXISTS unaccent;\n\nOn most systems they come with the package postgresql-contrib.',
        SQLERRM, current_database() USING ERRCODE = SQLSTATE;
END $$;

ALTER TABLE community
    ADD COLUMN joining   text   NOT NULL DEFAULT 'invitation' CHECK (joining IN ('invitation', 'application', 'open')),
    -- [{"code": "why", "text": "Why do you want to join?", "required": true}, …]
    ADD COLUMN questions text   NOT NULL DEFAULT '[]' CHECK (length(questions) <= 40000),
    -- How often somebody was erased here: what an instance remembers of names from before is forgotten.
    ADD COLUMN erasures  bigint NOT NULL DEFAULT 0,
    -- What the ETag of the profile fields shows.
    ADD COLUMN profile_fields_version bigint NOT NULL DEFAULT 1;

-- One more kind of thing that is changed, whichever there are.
DO $$
DECLARE
    kinds text := (SELECT pg_get_constraintdef(oid) FROM pg_constraint
                    WHERE conrelid = 'change_record'::regclass AND conname = 'change_record_subject_kind_check');
BEGIN
    ALTER TABLE change_record DROP CONSTRAINT change_record_subject_kind_check;
    EXECUTE 'ALTER TABLE change_record ADD CONSTRAINT change_record_subject_kind_check '
        || replace(kinds, 'ARRAY[', 'ARRAY[''application''::text, ');
END $$;

ALTER TABLE member
    -- The values of the community's own profile fields, by code.
    ADD COLUMN profile   jsonb NOT NULL DEFAULT '{}',
    ADD COLUMN erased_at timestamptz;

-- A member on the way out: from the day on which it was said to the day on which the accounts are closed.
CREATE TABLE departure (
    community_id  uuid        NOT NULL,
    departure_id  uuid        NOT NULL,
    member_id     uuid        NOT NULL,
    cause         text        NOT NULL CHECK (cause IN ('leaves', 'vanished', 'deceased')),
    deadline      date        NOT NULL,
    reason        text        NOT NULL CHECK (length(reason) BETWEEN 1 AND 500),
    status_before text        NOT NULL CHECK (status_before IN ('active', 'frozen', 'leaving')),
    -- Whether those who run the community began it, and not an owner of the member.
    by_office     boolean     NOT NULL,
    started_by    uuid        NOT NULL,
    started_at    timestamptz NOT NULL,
    -- When the administrators were told that the deadline has passed.
    told_at       timestamptz,
    ended_at      timestamptz,
    outcome       text        CHECK (outcome IN ('closed', 'withdrawn')),
    PRIMARY KEY (community_id, departure_id),
    FOREIGN KEY (community_id, member_id) REFERENCES member,
    CHECK ((ended_at IS NULL) = (outcome IS NULL))
);
CREATE UNIQUE INDEX departure_open ON departure (community_id, member_id) WHERE ended_at IS NULL;
CREATE INDEX departure_of_member ON departure (community_id, member_id);

-- What a member left behind, and who took it on: seen by the whole community.
CREATE TABLE write_off (
    community_id uuid        NOT NULL,
    write_off_id uuid        NOT NULL,
    member_id    uuid        NOT NULL,
    against      text        NOT NULL CHECK (against IN ('settlement', 'fund')),
    reason       text        NOT NULL CHECK (length(reason) BETWEEN 1 AND 500),
    decided_by   uuid        NOT NULL,
    decided_at   timestamptz NOT NULL,
    key          text        NOT NULL CHECK (length(key) BETWEEN 1 AND 262),
    PRIMARY KEY (community_id, write_off_id),
    FOREIGN KEY (community_id, member_id) REFERENCES member,
    UNIQUE (community_id, decided_by, key)
);

CREATE TABLE write_off_line (
    community_id  uuid   NOT NULL,
    write_off_id  uuid   NOT NULL,
    account_id    uuid   NOT NULL,
    currency_code text   NOT NULL,
    trade_id      uuid   NOT NULL,
    -- What the account stood at: below zero, the member owed it.
    amount        bigint NOT NULL CHECK (amount <> 0),
    PRIMARY KEY (community_id, write_off_id, account_id),
    FOREIGN KEY (community_id, write_off_id) REFERENCES write_off
);

-- Handles of members who were erased, as keyed digests: they are never used again, and yet stand nowhere.
CREATE TABLE used_handle (
    community_id  uuid  NOT NULL REFERENCES community,
    handle_digest bytea NOT NULL,
    PRIMARY KEY (community_id, handle_digest)
);

-- Somebody who asks to be a member. The answers are by the codes of the community's questions.
CREATE TABLE application (
    community_id   uuid        NOT NULL REFERENCES community,
    application_id uuid        NOT NULL,
    token_digest   bytea       NOT NULL,
    handle         text        NOT NULL CHECK (handle ~ '^[a-z0-9][a-z0-9-]{1,39}$'),
    name           text        NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    kind           text        NOT NULL CHECK (kind IN ('person', 'household', 'organisation')),
    email          text        CHECK (length(email) BETWEEN 3 AND 254),
    answers        jsonb       NOT NULL,
    state          text        NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'approved', 'refused')),
    applied_at     timestamptz NOT NULL,
    decided_at     timestamptz,
    decided_by     uuid,
    reason         text        CHECK (length(reason) BETWEEN 1 AND 500),
    member_id      uuid,
    PRIMARY KEY (community_id, application_id),
    UNIQUE (community_id, token_digest),
    CHECK ((state = 'open') = (decided_at IS NULL)),
    CHECK ((state = 'approved') = (member_id IS NOT NULL))
);
CREATE INDEX application_in_state ON application (community_id, state, application_id);
CREATE UNIQUE INDEX application_for_handle ON application (community_id, handle) WHERE state = 'open';

-- What the community wants to know of its members, beside what everybody does.
CREATE TABLE profile_field (
    community_id     uuid     NOT NULL REFERENCES community,
    code             text     NOT NULL CHECK (code ~ '^[a-z][a-z0-9-]{0,39}$'),
    position         smallint NOT NULL,
    label            text     NOT NULL CHECK (length(label) BETWEEN 1 AND 200),
    kind             text     NOT NULL CHECK (kind IN ('text', 'choice', 'number', 'date', 'url')),
    choices          jsonb,
    required         boolean  NOT NULL,
    visibility       text     NOT NULL CHECK (visibility IN ('administrators', 'members', 'everyone')),
    owner_may_change boolean  NOT NULL,
    PRIMARY KEY (community_id, code),
    UNIQUE (community_id, position),
    CHECK ((kind = 'choice') = (choices IS NOT NULL))
);

GRANT SELECT, INSERT, UPDATE ON departure TO "${app_role}";
GRANT SELECT, INSERT ON write_off, write_off_line, used_handle TO "${app_role}";
GRANT UPDATE (reason) ON write_off TO "${app_role}";
GRANT SELECT, INSERT, UPDATE, DELETE ON application, profile_field TO "${app_role}";
-- Sessions of a login that is erased go with it.
GRANT DELETE ON session TO "${app_role}";

-- The document with another name for somebody, where it names people: what is called as a person is may be something else.
CREATE FUNCTION renamed(document jsonb, was text, becomes text) RETURNS jsonb LANGUAGE sql IMMUTABLE
    RETURN regexp_replace(document::text,
        '("(?:member|handle|owner|user|username|invited|administrator)": )"'
            || regexp_replace(was, '([^A-Za-z0-9])', '\\\1', 'g') || '"',
        '\1"' || becomes || '"', 'g')::jsonb;

-- Of a record about somebody who was erased, what tells nothing of the person.
CREATE FUNCTION impersonal(document jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE
    RETURN (SELECT coalesce(jsonb_object_agg(entry.key, entry.value), '{}'::jsonb) FROM jsonb_each(document) AS entry
             WHERE document IS NOT NULL AND entry.key IN
                ('status', 'kind', 'role', 'creditLimit', 'balanceCap', 'limits', 'limitsInMinorUnits', 'source', 'policy',
                 'cause', 'deadline', 'against', 'writtenOff', 'client', 'scopes', 'currency', 'version', 'until'));

-- The one way in which change records are ever changed: those of a member who has left forget who it was. The service has no
-- right to update them; it may call this, which runs with the owner's rights. Called before the member's own row forgets.
-- logins: of those that are erased with the member, the names, and what they are called from now on.
CREATE FUNCTION redact_changes(of_community uuid, of_member uuid, pseudonym text, logins text[], pseudonyms text[])
    RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = "${flyway:defaultSchema}", pg_temp AS $$
DECLARE
    leaver member;
    word   record;
BEGIN
    SELECT m.* INTO leaver FROM member m WHERE m.community_id = of_community AND m.member_id = of_member FOR NO KEY UPDATE;
    IF NOT FOUND OR leaver.status <> 'left' OR leaver.erased_at IS NOT NULL THEN
        RAISE EXCEPTION 'member % has not left, or was erased before', of_member USING ERRCODE = 'TS005';
    END IF;
    IF pseudonym !~ '^gone-[a-z0-9]{8}$' OR cardinality(logins) <> cardinality(pseudonyms)
        OR EXISTS (SELECT FROM unnest(pseudonyms) AS p (text) WHERE p.text !~ '^gone-[a-z0-9]{8,40}$') THEN
        RAISE EXCEPTION 'no pseudonym: %', pseudonym USING ERRCODE = 'TS005';
    END IF;
    IF EXISTS (SELECT FROM app_user u WHERE u.username = ANY (logins)
                AND (u.operator OR EXISTS (SELECT FROM user_community k WHERE k.user_id = u.user_id))) THEN
        RAISE EXCEPTION 'a login that has a say somewhere is not erased' USING ERRCODE = 'TS005';
    END IF;

    -- What the member itself went through.
    UPDATE change_record r
       SET before = CASE WHEN r.before IS NOT NULL THEN impersonal(r.before) END,
           after = CASE WHEN r.after IS NOT NULL THEN impersonal(r.after) END,
           reason = 'erased',
           subject_id = CASE WHEN r.subject_id = leaver.handle AND r.subject_kind IN ('membership', 'consent')
                             THEN pseudonym ELSE r.subject_id END
     WHERE r.community_id = of_community AND r.member_id = of_member;

    -- Where it is named in what others went through, and its logins anywhere.
    FOR word IN SELECT of_community AS community, leaver.handle AS was, pseudonym AS becomes,
                       ARRAY['membership', 'consent'] AS kinds
        UNION ALL SELECT NULL, l.was, l.becomes, ARRAY['user', 'role', 'session'] FROM unnest(logins, pseudonyms) AS l (was, becomes) LOOP
        UPDATE change_record r
           SET before = renamed(r.before, word.was, word.becomes),
               after = renamed(r.after, word.was, word.becomes),
               reason = 'erased',
               subject_id = CASE WHEN r.subject_id = word.was AND r.subject_kind = ANY (word.kinds)
                                 THEN word.becomes ELSE r.subject_id END
         WHERE (word.community IS NULL OR r.community_id = word.community)
           AND ((r.subject_id = word.was AND r.subject_kind = ANY (word.kinds))
                OR renamed(r.before, word.was, word.becomes) IS DISTINCT FROM r.before
                OR renamed(r.after, word.was, word.becomes) IS DISTINCT FROM r.after);
    END LOOP;

    -- From which programs the erased logins made changes.
    UPDATE change_record r SET session_id = NULL, program = NULL
     WHERE r.changed_by IN (SELECT u.user_id FROM app_user u WHERE u.username = ANY (logins))
       AND (r.session_id IS NOT NULL OR r.program IS NOT NULL);
END $$;
REVOKE ALL ON FUNCTION redact_changes(uuid, uuid, text, text[], text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION redact_changes(uuid, uuid, text, text[], text[]) TO "${app_role}";
