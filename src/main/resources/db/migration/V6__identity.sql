-- Who is asking, and what they may do: logins with addresses, second factors and identities of other issuers; offices, groups
-- and memberships of several users; consents that members give to exchange systems.

-- What belongs to the installation as a whole, as in V1.

ALTER TABLE app_user
    ADD COLUMN email              text CHECK (length(email) BETWEEN 3 AND 254),
    -- Null: nobody has shown yet that the letters arrive.
    ADD COLUMN email_confirmed_at timestamptz,
    -- Sealed with AES-GCM under the installation's secret; in force once it was confirmed.
    ADD COLUMN totp_secret        bytea,
    ADD COLUMN totp_confirmed_at  timestamptz,
    -- A code is good once: only steps after this one are.
    ADD COLUMN totp_last_step     bigint NOT NULL DEFAULT -1,
    ADD CONSTRAINT totp_is_of_a_secret CHECK (totp_confirmed_at IS NULL OR totp_secret IS NOT NULL),
    ADD CONSTRAINT confirmed_is_an_address CHECK (email_confirmed_at IS NULL OR email IS NOT NULL);
CREATE INDEX user_of_email ON app_user (lower(email)) WHERE email_confirmed_at IS NOT NULL;

ALTER TABLE session
    ADD COLUMN label        text CHECK (length(label) <= 200),
    ADD COLUMN last_used_at timestamptz;

-- A login of another issuer, which is this login here.
CREATE TABLE user_identity (
    identity_id uuid        PRIMARY KEY,
    issuer      text        NOT NULL CHECK (length(issuer) BETWEEN 1 AND 500),
    subject     text        NOT NULL CHECK (length(subject) BETWEEN 1 AND 255),
    user_id     uuid        NOT NULL REFERENCES app_user,
    linked_at   timestamptz NOT NULL,
    UNIQUE (issuer, subject)
);
CREATE INDEX identity_of_user ON user_identity (user_id);

-- One-time codes on paper.
CREATE TABLE recovery_code (
    user_id   uuid        NOT NULL REFERENCES app_user,
    code_hash bytea       NOT NULL,
    made_at   timestamptz NOT NULL,
    used_at   timestamptz,
    PRIMARY KEY (user_id, code_hash)
);

-- What a letter carries: it confirms an address, or lets the password be set anew.
CREATE TABLE login_token (
    token_hash bytea       PRIMARY KEY,
    user_id    uuid        NOT NULL REFERENCES app_user,
    purpose    text        NOT NULL CHECK (purpose IN ('confirm-email', 'reset-password')),
    email      text        NOT NULL,
    issued_at  timestamptz NOT NULL,
    expires_at timestamptz NOT NULL
);
CREATE INDEX login_token_of_user ON login_token (user_id, purpose);

-- The addresses from which a login has succeeded, as keyed digests: others' failures do not count against them.
CREATE TABLE known_address (
    user_id      uuid        NOT NULL REFERENCES app_user,
    address_hash bytea       NOT NULL,
    seen_at      timestamptz NOT NULL,
    PRIMARY KEY (user_id, address_hash)
);

-- A new secret is handed out while the one before it is still good.
CREATE TABLE client_secret (
    client_id   uuid        NOT NULL REFERENCES client,
    secret_hash text        NOT NULL,
    issued_at   timestamptz NOT NULL,
    -- Null: until it is followed by another.
    expires_at  timestamptz,
    PRIMARY KEY (client_id, secret_hash)
);
INSERT INTO client_secret (client_id, secret_hash, issued_at) SELECT client_id, secret_hash, created_at FROM client;
ALTER TABLE client DROP COLUMN secret_hash;

-- An invitation lets one set a login's password, or makes a user of whoever takes it up one of a member's.
ALTER TABLE invitation
    ALTER COLUMN user_id DROP NOT NULL,
    ADD COLUMN community_id    uuid REFERENCES community,
    ADD COLUMN member_id       uuid,
    ADD COLUMN role            text CHECK (role IN ('owner', 'spender', 'viewer')),
    ADD COLUMN spending_limits jsonb,
    ADD COLUMN email           text CHECK (length(email) BETWEEN 3 AND 254),
    ADD CONSTRAINT invites_to_something CHECK (user_id IS NOT NULL OR role IS NOT NULL),
    ADD CONSTRAINT role_is_of_a_member CHECK ((role IS NULL) = (member_id IS NULL) AND (role IS NULL) = (community_id IS NULL));
CREATE INDEX invitation_of_member ON invitation (community_id, member_id) WHERE member_id IS NOT NULL;

ALTER TABLE community
    ADD COLUMN client_consent text NOT NULL DEFAULT 'none' CHECK (client_consent IN ('none', 'members'));

GRANT SELECT, INSERT, UPDATE, DELETE ON user_identity, recovery_code, login_token, known_address, client_secret
    TO "${app_role}";

-- What belongs to one community, as in V2.

ALTER TABLE community_role DROP CONSTRAINT community_role_role_check;
ALTER TABLE community_role ADD CONSTRAINT community_role_role_check
    CHECK (role IN ('administrator', 'auditor', 'mediator'));

-- Null: no limit. Else {"HOUR": {"perTrade": 500, "perDay": 2000}} in minor units, each of the two optional; what is in no
-- currency that it names is not spent at all.
ALTER TABLE membership ADD COLUMN spending_limits jsonb,
    ADD CONSTRAINT limits_are_a_spenders CHECK (spending_limits IS NULL OR role = 'spender');
CREATE INDEX membership_of_member ON membership (community_id, member_id);

-- A group or sub-area, which may have administrators of its own.
CREATE TABLE member_group (
    community_id uuid        NOT NULL REFERENCES community,
    group_id     uuid        NOT NULL,
    code         text        NOT NULL CHECK (code ~ '^[a-z0-9][a-z0-9-]{1,39}$'),
    name         text        NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    created_at   timestamptz NOT NULL,
    PRIMARY KEY (community_id, group_id),
    UNIQUE (community_id, code)
);

CREATE TABLE group_member (
    community_id uuid NOT NULL,
    group_id     uuid NOT NULL,
    member_id    uuid NOT NULL,
    PRIMARY KEY (community_id, group_id, member_id),
    FOREIGN KEY (community_id, group_id) REFERENCES member_group ON DELETE CASCADE,
    FOREIGN KEY (community_id, member_id) REFERENCES member
);
CREATE INDEX group_of_member ON group_member (community_id, member_id);

CREATE TABLE local_administrator (
    community_id uuid NOT NULL,
    group_id     uuid NOT NULL,
    user_id      uuid NOT NULL,
    PRIMARY KEY (community_id, group_id, user_id),
    FOREIGN KEY (community_id, group_id) REFERENCES member_group ON DELETE CASCADE
);
CREATE INDEX local_administrator_is ON local_administrator (community_id, user_id);

-- Which exchange systems may act for a member, where the community asks members.
CREATE TABLE client_consent (
    community_id uuid        NOT NULL,
    client_id    uuid        NOT NULL,
    member_id    uuid        NOT NULL,
    given_by     uuid        NOT NULL,
    given_at     timestamptz NOT NULL,
    PRIMARY KEY (community_id, client_id, member_id),
    FOREIGN KEY (community_id, member_id) REFERENCES member
);
CREATE INDEX consent_of_member ON client_consent (community_id, member_id);

ALTER TABLE change_record DROP CONSTRAINT change_record_subject_kind_check;
ALTER TABLE change_record ADD CONSTRAINT change_record_subject_kind_check CHECK (subject_kind IN
    ('community', 'currency', 'member', 'limits', 'role', 'membership', 'client', 'session', 'user', 'group', 'consent'));

GRANT SELECT, INSERT, UPDATE, DELETE ON member_group, group_member, local_administrator, client_consent TO "${app_role}";

-- Where a login has a say.
CREATE VIEW user_community AS
    SELECT community_id, user_id FROM membership
     UNION SELECT community_id, user_id FROM community_role
     UNION SELECT community_id, user_id FROM local_administrator;
GRANT SELECT ON user_community TO "${app_role}";
