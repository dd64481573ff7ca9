package org.tallystick.credit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.tallystick.account.AccountAddress;
import org.tallystick.mail.Letter;
import org.tallystick.mail.Mails;
import org.tallystick.mail.Recipient;
import org.tallystick.platform.Sql;

/** Makes letters of notices, each once: to the member, and where it is about a soft limit to the administrators too. */
@ApplicationScoped
class SendNotices {
    private static final int MOST_AT_ONCE = 100;
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String TAKE = """
            DELETE FROM limit_notice n
             USING (SELECT community_id, notice_id FROM limit_notice ORDER BY community_id, notice_id LIMIT ?
                       FOR UPDATE SKIP LOCKED) t
             WHERE n.community_id = t.community_id AND n.notice_id = t.notice_id
            RETURNING n.community_id, n.account_id, n.kind, n.detail::text AS detail""";

    private static final String ABOUT = """
            SELECT a.member_id, m.handle, c.name, k.position, k.code
              FROM account a
              JOIN community c ON c.community_id = a.community_id
              JOIN currency k ON k.community_id = a.community_id AND k.code = a.currency_code
              JOIN member m ON m.community_id = a.community_id AND m.member_id = a.member_id
             WHERE a.community_id = ? AND a.account_id = ?""";

    /** Where no owner has confirmed an address, that of the member's profile. */
    private static final String OF_MEMBER = """
            SELECT DISTINCT u.email FROM membership s JOIN app_user u ON u.user_id = s.user_id
             WHERE s.community_id = ? AND s.member_id = ? AND s.role = 'owner' AND u.status = 'active'
               AND u.email_confirmed_at IS NOT NULL
            UNION
            SELECT m.email FROM member m
             WHERE m.community_id = ? AND m.member_id = ? AND m.email IS NOT NULL AND NOT EXISTS (
                   SELECT FROM membership s JOIN app_user u ON u.user_id = s.user_id
                    WHERE s.community_id = m.community_id AND s.member_id = m.member_id AND s.role = 'owner'
                      AND u.status = 'active' AND u.email_confirmed_at IS NOT NULL)""";

    private static final String OF_ADMINISTRATORS = """
            SELECT DISTINCT u.email FROM community_role r JOIN app_user u ON u.user_id = r.user_id
             WHERE r.community_id = ? AND r.role = 'administrator' AND u.status = 'active'
               AND u.email_confirmed_at IS NOT NULL""";

    private final Sql sql;
    private final Mails mails;

    SendNotices(Sql sql, Mails mails) {
        this.sql = sql;
        this.mails = mails;
    }

    private record Notice(UUID community, UUID account, LimitNotice.Kind kind, JsonNode detail) {
        private static Notice read(ResultSet row) throws SQLException {
            try {
                return new Notice(
                        row.getObject("community_id", UUID.class),
                        row.getObject("account_id", UUID.class),
                        LimitNotice.Kind.read(row.getString("kind")),
                        JSON.readTree(row.getString("detail")));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("a notice is unreadable", e);
            }
        }
    }

    private record About(UUID member, String account, String community) {
        private static About read(ResultSet row) throws SQLException {
            return new About(
                    row.getObject("member_id", UUID.class),
                    AccountAddress.canonical(
                            row.getString("handle"),
                            "member",
                            null,
                            row.getInt("position") == 0,
                            row.getString("code")),
                    row.getString("name"));
        }
    }

    /** @return whether there may be more */
    @Transactional
    public boolean sendSome() {
        List<Notice> notices = sql.list(TAKE, Notice::read, MOST_AT_ONCE);
        if (mails.enabled()) {
            for (Notice notice : notices) {
                sql.one(ABOUT, About::read, notice.community(), notice.account())
                        .ifPresent(about -> send(notice, about));
            }
        }
        return notices.size() == MOST_AT_ONCE;
    }

    private void send(Notice notice, About about) {
        Letter letter = new Letter.AccountNotice(
                about.community(), about.account(), subject(notice.kind(), about), sentences(notice, about));
        UUID community = notice.community();
        List<String> addresses = new ArrayList<>(
                sql.list(OF_MEMBER, row -> row.getString(1), community, about.member(), community, about.member()));
        if (notice.kind() == LimitNotice.Kind.SOFT_LIMIT || notice.kind() == LimitNotice.Kind.SETTLEMENT_OVER) {
            addresses.addAll(sql.list(OF_ADMINISTRATORS, row -> row.getString(1), community));
        }
        addresses.stream().distinct().forEach(address -> mails.send(new Recipient(address), letter));
    }

    private static String subject(LimitNotice.Kind kind, About about) {
        return switch (kind) {
            case CHANGED -> "The limits of " + about.account() + " were changed";
            case ANNOUNCED -> "The limits of " + about.account() + " will change";
            case SOFT_LIMIT -> about.account() + " stands beyond its soft limit";
            case SETTLEMENT_OVER -> "The settlement period of " + about.account() + " is over";
        };
    }

    private static List<String> sentences(Notice notice, About about) {
        JsonNode detail = notice.detail();
        return switch (notice.kind()) {
            case CHANGED ->
                List.of(
                        "The limits of the account " + about.account() + " were changed.",
                        limits(detail),
                        "Why: " + detail.path("why").asText());
            case ANNOUNCED ->
                List.of(
                        "The limits of the account " + about.account() + " will change on "
                                + ExplainFinding.inWords(
                                        LocalDate.parse(detail.path("on").asText())) + ".",
                        limits(detail),
                        "Why: " + detail.path("why").asText());
            case SOFT_LIMIT ->
                List.of(
                        standing(detail, about),
                        "Nothing is refused for it."
                                + (detail.has("days")
                                        ? " Please bring it back within "
                                                + detail.path("days").asInt() + " days."
                                        : ""));
            case SETTLEMENT_OVER ->
                List.of(
                        standing(detail, about),
                        "It has been so for " + detail.path("days").asInt()
                                + " days, which is as long as the community's policy allows. Please talk to each other.");
        };
    }

    private static String limits(JsonNode detail) {
        return "Credit limit: " + detail.path("creditLimit").asText() + " (before: "
                + detail.path("creditLimitBefore").asText() + "). Balance cap: "
                + detail.path("balanceCap").asText("none") + " (before: "
                + detail.path("balanceCapBefore").asText("none") + ").";
    }

    private static String standing(JsonNode detail, About about) {
        return "The account " + about.account() + " stands at "
                + detail.path("balance").asText() + ", beyond the soft "
                + detail.path("noun").asText() + " of "
                + detail.path("softLimit").asText() + ".";
    }
}
