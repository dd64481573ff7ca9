package org.tallystick.user;

/** Which invitations are good, as SQL. */
final class InvitationSql {
    private static final String HOLDS_NO_OFFICE = """
            NOT EXISTS (SELECT FROM community_role r WHERE r.user_id = u.user_id
                        UNION ALL SELECT FROM local_administrator l WHERE l.user_id = u.user_id)""";

    /** A login that never had a password may be that of somebody new who was given an office by one of the others. */
    private static final String OF_AN_ADMINISTRATORS_COMMUNITY = """
            ((u.password_hash IS NULL AND NOT EXISTS (SELECT FROM user_identity f WHERE f.user_id = u.user_id))
              OR u.user_id = i.invited_by OR %s)
             AND EXISTS (SELECT FROM user_community k JOIN community_role w ON w.community_id = k.community_id
                          WHERE k.user_id = u.user_id AND w.user_id = i.invited_by AND w.role = 'administrator')""".formatted(HOLDS_NO_OFFICE);

    private static final String OF_A_LOCAL_ADMINISTRATORS_MEMBERS = """
            (u.user_id = i.invited_by OR %s)
             AND EXISTS (SELECT FROM membership m WHERE m.user_id = u.user_id)
             AND NOT EXISTS (
                 SELECT FROM membership m WHERE m.user_id = u.user_id AND NOT EXISTS (
                     SELECT FROM local_administrator l
                       JOIN group_member g ON g.community_id = l.community_id AND g.group_id = l.group_id
                      WHERE l.user_id = i.invited_by AND g.community_id = m.community_id
                        AND g.member_id = m.member_id))""".formatted(HOLDS_NO_OFFICE);

    private static final String OF_A_LOGIN_STILL_GOOD =
            """
            u.status = 'active' AND (o.operator OR (NOT u.operator
             AND (SELECT count(*) FROM user_community k WHERE k.user_id = u.user_id) = 1
             AND ((%s) OR (%s))))""".formatted(OF_AN_ADMINISTRATORS_COMMUNITY, OF_A_LOCAL_ADMINISTRATORS_MEMBERS);

    private static final String OF_A_MEMBER_STILL_GOOD = """
            (o.operator
             OR EXISTS (SELECT FROM community_role w WHERE w.community_id = i.community_id
                           AND w.user_id = i.invited_by AND w.role = 'administrator')
             OR EXISTS (SELECT FROM membership m WHERE m.community_id = i.community_id
                           AND m.member_id = i.member_id AND m.user_id = i.invited_by AND m.role = 'owner')
             OR EXISTS (SELECT FROM local_administrator l
                          JOIN group_member g ON g.community_id = l.community_id AND g.group_id = l.group_id
                         WHERE l.community_id = i.community_id AND l.user_id = i.invited_by
                           AND g.member_id = i.member_id))""";

    /**
     * An invitation is worth what whoever wrote it may do now: it is void once they may not invite here any more, and once
     * the login has a say that they have none over.
     */
    private static final String STILL_GOOD = """
            invitation i
              JOIN app_user o ON o.user_id = i.invited_by AND o.status = 'active'
              LEFT JOIN app_user u ON u.user_id = i.user_id
              LEFT JOIN member p ON p.community_id = i.community_id AND p.member_id = i.member_id
             WHERE i.accepted_at IS NULL AND i.expires_at > ?
               AND CASE WHEN i.user_id IS NULL THEN %s ELSE %s END""".formatted(OF_A_MEMBER_STILL_GOOD, OF_A_LOGIN_STILL_GOOD);

    /** By now and the digest of the token; locked to the end of the transaction. */
    static final String TO_ACCEPT = """
            SELECT i.user_id, u.username, i.email, i.invited_by, i.community_id, i.member_id, p.handle, i.role,
                   i.spending_limits::text AS limits
              FROM %s AND i.token_hash = ? FOR UPDATE OF i""".formatted(STILL_GOOD);

    /** By now, the community and the member, and the name of the member's own login; the newest first. */
    static final String OF_MEMBER = """
            SELECT i.invitation_id, u.username, i.email, o.username AS invited_by, i.issued_at, i.expires_at, i.role,
                   i.spending_limits::text AS limits
              FROM %s
               AND ((i.community_id = ? AND i.member_id = ?)
                    OR u.username = ?)
             ORDER BY i.issued_at DESC, i.invitation_id DESC""".formatted(STILL_GOOD);

    private InvitationSql() {}
}
