package org.tallystick.levy;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tallystick.ledger.CommunityId;
import org.tallystick.ledger.Currency;
import org.tallystick.levy.LevyPolicy.Terms;
import org.tallystick.platform.Sql;
import org.tallystick.problem.FieldErrors;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;

/** The levies as they stand in the database. What is added or withdrawn belongs to the caller's transaction. */
@ApplicationScoped
class LevyPolicies {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String READ = """
            SELECT p.*, p.rules::text AS rules_text, coalesce(u.username, k.name, p.created_by::text) AS created_by_name
              FROM levy_policy p
              LEFT JOIN app_user u ON u.user_id = p.created_by
              LEFT JOIN client k ON k.client_id = p.created_by
             WHERE p.community_id = ? AND p.currency_code = ?\s""";

    private static final String PAGE = READ + "AND p.version < ? ORDER BY p.version DESC LIMIT ?";

    private static final String IN_FORCE = READ + """
             AND p.from_date <= ?::date AND p.withdrawn_at IS NULL
             ORDER BY p.from_date DESC, p.version DESC LIMIT 1""";

    private static final String INSERT = """
            INSERT INTO levy_policy (community_id, currency_code, version, from_date, rules, created_by, created_at, reason)
            VALUES (?, ?, ?, ?, ?::jsonb, ?, ?, ?)""";

    private final Sql sql;

    LevyPolicies(Sql sql) {
        this.sql = sql;
    }

    /** As {@code rules} holds them. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RulesBody(
            @Nullable LevyRuleBody payer, @Nullable LevyRuleBody payee, LevyBody.@Nullable ExemptBody exempt) {}

    Optional<LevyPolicy> inForce(CommunityId community, Currency currency, LocalDate day) {
        return sql.one(
                IN_FORCE,
                row -> read(row, currency),
                community.value(),
                currency.code().value(),
                day);
    }

    /** @throws ProblemException {@code not-found} */
    LevyPolicy required(CommunityId community, Currency currency, String version) {
        Optional<LevyPolicy> found = version.matches("[1-9][0-9]{0,8}")
                ? sql.one(
                        READ + "AND p.version = ?",
                        row -> read(row, currency),
                        community.value(),
                        currency.code().value(),
                        Integer.parseInt(version))
                : Optional.empty();
        return found.orElseThrow(
                () -> ProblemException.of(ProblemType.NOT_FOUND, "There is no such version of the levy here."));
    }

    /** The newest first, from the version before this one. */
    List<LevyPolicy> page(CommunityId community, Currency currency, int before, int limit) {
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
                        "SELECT max(version) FROM levy_policy WHERE community_id = ? AND currency_code = ?",
                        row -> row.getInt(1),
                        community.value(),
                        currency.code().value())
                .orElse(0);
    }

    void add(CommunityId community, LevyPolicy policy) {
        LevyView view = LevyView.of(policy, "");
        sql.update(
                INSERT,
                community.value(),
                policy.currency().code().value(),
                policy.version(),
                policy.from(),
                json(new RulesBody(view.payer(), view.payee(), view.exempt())),
                policy.createdBy(),
                policy.createdAt(),
                policy.reason());
    }

    /** @return whether it was not withdrawn before */
    boolean withdraw(CommunityId community, LevyPolicy policy, Instant now) {
        return sql.update(
                        "UPDATE levy_policy SET withdrawn_at = ? WHERE community_id = ? AND currency_code = ?"
                                + " AND version = ? AND withdrawn_at IS NULL",
                        now,
                        community.value(),
                        policy.currency().code().value(),
                        policy.version())
                > 0;
    }

    private static LevyPolicy read(ResultSet row, Currency currency) throws SQLException {
        return new LevyPolicy(
                currency,
                row.getInt("version"),
                row.getObject("from_date", LocalDate.class),
                terms(row.getString("rules_text"), currency.scale()),
                row.getObject("created_by", UUID.class),
                row.getString("created_by_name"),
                Sql.instant(row, "created_at"),
                row.getString("reason"),
                row.getObject("withdrawn_at") != null);
    }

    static Terms terms(String rules, int scale) {
        try {
            RulesBody body = JSON.readValue(rules, RulesBody.class);
            FieldErrors errors = new FieldErrors();
            Terms terms = new LevyReader(errors, scale, LocalDate.EPOCH, code -> true, code -> true)
                    .terms(new LevyBody(null, body.payer(), body.payee(), body.exempt(), null));
            if (!errors.isEmpty()) {
                throw new IllegalStateException("a stored levy is at fault: " + errors.list());
            }
            return terms;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored levy is unreadable", e);
        }
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("plain values alone are kept", e);
        }
    }
}
