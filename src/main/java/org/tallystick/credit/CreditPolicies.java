package org.tallystick.credit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tallystick.credit.CreditPolicy.Terms;
import org.tallystick.ledger.Amount;
import org.tallystick.ledger.CommunityId;
import org.tallystick.ledger.Currency;
import org.tallystick.platform.Sql;
import org.tallystick.problem.FieldErrors;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;

/** The policies as they stand in the database. What is added or withdrawn belongs to the caller's transaction. */
@ApplicationScoped
class CreditPolicies {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String READ = """
            SELECT p.*, p.rules::text AS rules_text, coalesce(u.username, k.name, p.created_by::text) AS created_by_name
              FROM credit_policy p
              LEFT JOIN app_user u ON u.user_id = p.created_by
              LEFT JOIN client k ON k.client_id = p.created_by
             WHERE p.community_id = ? AND p.currency_code = ?\s""";

    private static final String IN_FORCE = READ + """
             AND p.from_date <= ?::date AND p.withdrawn_at IS NULL
             ORDER BY p.from_date DESC, p.version DESC LIMIT 1""";

    private static final String PAGE = READ + "AND p.version < ? ORDER BY p.version DESC LIMIT ?";

    private static final String INSERT = """
            INSERT INTO credit_policy (community_id, currency_code, version, from_date, rules, soft_limit_percent, soft_limit,
                                       soft_cap_percent, soft_cap, settlement_days, reevaluate, notice_days, created_by,
                                       created_at, reason, next_evaluation)
            VALUES (?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private final Sql sql;

    CreditPolicies(Sql sql) {
        this.sql = sql;
    }

    /** As {@code rules} holds them. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RulesBody(RuleBody creditLimit, @Nullable RuleBody balanceCap) {
        static RulesBody of(Rules rules, int scale) {
            return new RulesBody(
                    RuleBody.of(rules.creditLimit(), scale),
                    rules.balanceCap().map(rule -> RuleBody.of(rule, scale)).orElse(null));
        }
    }

    /** The one in force on a day. */
    Optional<CreditPolicy> inForce(CommunityId community, Currency currency, LocalDate day) {
        return sql.one(
                IN_FORCE,
                row -> read(row, currency),
                community.value(),
                currency.code().value(),
                day);
    }

    Optional<CreditPolicy> find(CommunityId community, Currency currency, int version) {
        return sql.one(
                READ + "AND p.version = ?",
                row -> read(row, currency),
                community.value(),
                currency.code().value(),
                version);
    }

    /** @throws ProblemException {@code not-found} */
    CreditPolicy required(CommunityId community, Currency currency, String version) {
        Optional<CreditPolicy> found = version.matches("[1-9][0-9]{0,8}")
                ? find(community, currency, Integer.parseInt(version))
                : Optional.empty();
        return found.orElseThrow(
                () -> ProblemException.of(ProblemType.NOT_FOUND, "There is no such version of the policy here."));
    }

    /** The newest first, from the version before this one. */
    List<CreditPolicy> page(CommunityId community, Currency currency, int before, int limit) {
        return sql.list(
                PAGE,
                row -> read(row, currency),
                community.value(),
                currency.code().value(),
                before,
                limit);
    }

    int newestVersion(CommunityId community, Currency currency) {
        return sql.one(
                        "SELECT max(version) FROM credit_policy WHERE community_id = ? AND currency_code = ?",
                        row -> row.getInt(1),
                        community.value(),
                        currency.code().value())
                .orElse(0);
    }

    void add(CommunityId community, CreditPolicy policy) {
        Terms terms = policy.terms();
        int scale = policy.currency().scale();
        sql.update(
                INSERT,
                community.value(),
                policy.currency().code().value(),
                policy.version(),
                policy.from(),
                json(RulesBody.of(terms.rules(), scale)),
                terms.softCreditLimit().map(CreditPolicies::percent).orElse(null),
                terms.softCreditLimit().map(CreditPolicies::amount).orElse(null),
                terms.softBalanceCap().map(CreditPolicies::percent).orElse(null),
                terms.softBalanceCap().map(CreditPolicies::amount).orElse(null),
                terms.settlementDays().isPresent() ? terms.settlementDays().getAsInt() : null,
                terms.reevaluate().text(),
                terms.noticeDays(),
                policy.createdBy(),
                policy.createdAt(),
                policy.reason(),
                policy.nextEvaluation().orElse(null));
    }

    /** @return whether it was not withdrawn before */
    boolean withdraw(CommunityId community, CreditPolicy policy, java.time.Instant now) {
        return sql.update(
                        "UPDATE credit_policy SET withdrawn_at = ?, next_evaluation = NULL WHERE community_id = ?"
                                + " AND currency_code = ? AND version = ? AND withdrawn_at IS NULL",
                        now,
                        community.value(),
                        policy.currency().code().value(),
                        policy.version())
                > 0;
    }

    private static CreditPolicy read(ResultSet row, Currency currency) throws SQLException {
        int scale = currency.scale();
        Integer settlement = row.getObject("settlement_days", Integer.class);
        Terms terms = new Terms(
                rules(row.getString("rules_text"), scale),
                soft(row, "soft_limit"),
                soft(row, "soft_cap"),
                settlement == null ? OptionalInt.empty() : OptionalInt.of(settlement),
                Reevaluation.read(row.getString("reevaluate")),
                row.getInt("notice_days"));
        return new CreditPolicy(
                currency,
                row.getInt("version"),
                row.getObject("from_date", LocalDate.class),
                terms,
                row.getObject("created_by", UUID.class),
                row.getString("created_by_name"),
                Sql.instant(row, "created_at"),
                row.getString("reason"),
                row.getObject("withdrawn_at") != null,
                Optional.ofNullable(row.getObject("next_evaluation", LocalDate.class)));
    }

    private static Rules rules(String text, int scale) {
        try {
            RulesBody body = JSON.readValue(text, RulesBody.class);
            FieldErrors errors = new FieldErrors();
            Optional<LimitRule> creditLimit =
                    new RuleReader(errors, "creditLimit.", scale, code -> true).read(body.creditLimit());
            Optional<LimitRule> balanceCap = Optional.ofNullable(body.balanceCap())
                    .flatMap(rule -> new RuleReader(errors, "balanceCap.", scale, code -> true).read(rule));
            if (!errors.isEmpty()) {
                throw new IllegalStateException("a stored policy is at fault: " + errors.list());
            }
            return new Rules(creditLimit.orElseThrow(), balanceCap);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored policy is unreadable", e);
        }
    }

    private static Optional<SoftLimit> soft(ResultSet row, String column) throws SQLException {
        Integer percent = row.getObject(column + "_percent", Integer.class);
        Long amount = row.getObject(column, Long.class);
        return percent != null
                ? Optional.of(new SoftLimit.Percent(percent))
                : Optional.ofNullable(amount).map(units -> new SoftLimit.At(new Amount(units)));
    }

    private static @Nullable Integer percent(SoftLimit limit) {
        return limit instanceof SoftLimit.Percent part ? part.percent() : null;
    }

    private static @Nullable Long amount(SoftLimit limit) {
        return limit instanceof SoftLimit.At at ? at.amount().minorUnits() : null;
    }

    static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("plain values alone are kept", e);
        }
    }
}
