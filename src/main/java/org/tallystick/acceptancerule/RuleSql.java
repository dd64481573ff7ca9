package org.tallystick.acceptancerule;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.Amount;
import org.tallystick.ledger.CommunityId;
import org.tallystick.platform.Sql;
import org.tallystick.security.MemberId;

/** Reads and writes the rules that nobody has ended. */
record RuleSql(Sql sql, CommunityId community) {
    private static final String ACTIVE = """
            SELECT r.*, coalesce(m.booked, 0) AS booked FROM acceptance_rule r
              LEFT JOIN acceptance_rule_month m ON m.community_id = r.community_id AND m.rule_id = r.rule_id AND m.month = ?
             WHERE r.community_id = ? AND r.ended_at IS NULL AND\s""";

    private static final String OF_MEMBER = ACTIVE + """
            r.payer_id IN (SELECT a.account_id FROM account a WHERE a.community_id = ? AND a.member_id = ?)
             ORDER BY r.rule_id""";

    private static final String INSERT = """
            INSERT INTO acceptance_rule (community_id, rule_id, payer_id, payee_id, most_a_trade, most_a_month, ends_on, made_by,
                                         made_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (community_id, payer_id, payee_id) WHERE ended_at IS NULL DO NOTHING""";

    /** A rule, and what was booked by it in a month. */
    record Used(AcceptanceRule rule, Amount booked) {}

    /** The oldest first. */
    List<Used> ofMember(MemberId member, LocalDate month) {
        return sql.list(OF_MEMBER, this::read, month, community.value(), community.value(), member.value());
    }

    Optional<Used> between(AccountId payer, AccountId payee, LocalDate month) {
        return sql.one(
                ACTIVE + "r.payer_id = ? AND r.payee_id = ?",
                this::read,
                month,
                community.value(),
                payer.value(),
                payee.value());
    }

    /** @return whether there was none between the two */
    boolean insert(AcceptanceRule rule) {
        return sql.update(
                        INSERT,
                        community.value(),
                        rule.id(),
                        rule.payer().value(),
                        rule.payee().value(),
                        rule.perTrade().minorUnits(),
                        rule.perMonth().minorUnits(),
                        rule.endsOn().orElse(null),
                        rule.madeBy(),
                        rule.madeAt())
                > 0;
    }

    /** @return whether it was active until now */
    boolean end(UUID id, Instant now) {
        return sql.update(
                        "UPDATE acceptance_rule SET ended_at = ? WHERE community_id = ? AND rule_id = ? AND ended_at IS NULL",
                        now,
                        community.value(),
                        id)
                > 0;
    }

    private Used read(ResultSet row) throws SQLException {
        return new Used(
                new AcceptanceRule(
                        community,
                        row.getObject("rule_id", UUID.class),
                        new AccountId(row.getObject("payer_id", UUID.class)),
                        new AccountId(row.getObject("payee_id", UUID.class)),
                        Amount.ofMinorUnits(row.getLong("most_a_trade")),
                        Amount.ofMinorUnits(row.getLong("most_a_month")),
                        Optional.ofNullable(row.getObject("ends_on", LocalDate.class)),
                        row.getObject("made_by", UUID.class),
                        Sql.instant(row, "made_at")),
                Amount.ofMinorUnits(row.getLong("booked")));
    }
}
