package org.tallystick.credit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.tallystick.credit.ApplicationView.AccountError;
import org.tallystick.ledger.CommunityId;
import org.tallystick.ledger.CurrencyCode;
import org.tallystick.platform.Ids;
import org.tallystick.platform.Sql;

/**
 * The applications of policies, as jobs in the database: whichever instance claims one works on it under a lease, and when nothing
 * is heard of it any more, another takes it over. The database tells the time, for the clocks of two instances may differ.
 */
@ApplicationScoped
class PolicyApplications {
    private static final String LEASE = "now() + interval '2 minutes'";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<List<AccountError>> ERRORS = new TypeReference<>() {};

    /** A version that another followed is found no more. */
    private static final String DUE = """
            SELECT p.community_id, p.currency_code, p.version, p.next_evaluation, p.reevaluate, d.today,
                   EXISTS (SELECT FROM credit_policy n
                            WHERE n.community_id = p.community_id AND n.currency_code = p.currency_code
                              AND n.withdrawn_at IS NULL AND n.from_date <= d.today
                              AND (n.from_date, n.version) > (p.from_date, p.version)) AS superseded
              FROM credit_policy p
              JOIN community c ON c.community_id = p.community_id AND c.phase = 'open'
             CROSS JOIN LATERAL (SELECT (?::timestamptz AT TIME ZONE c.time_zone)::date AS today) d
             WHERE p.next_evaluation <= d.today AND p.withdrawn_at IS NULL
             ORDER BY p.community_id, p.currency_code, p.version""";

    /** Of one currency one at a time. */
    private static final String CLAIM = """
            UPDATE policy_application SET state = 'running', lease_holder = ?, lease_until = %s, done = 0
             WHERE (community_id, application_id) = (
                   SELECT a.community_id, a.application_id FROM policy_application a
                    WHERE a.state IN ('queued', 'running') AND (a.lease_until IS NULL OR a.lease_until < now())
                      AND NOT EXISTS (SELECT FROM policy_application o
                                       WHERE o.community_id = a.community_id AND o.currency_code = a.currency_code
                                         AND o.state = 'running' AND o.lease_until >= now())
                    ORDER BY a.queued_at, a.application_id LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING community_id, application_id, currency_code, version, as_of""".formatted(LEASE);

    private static final String KEEP = """
            UPDATE policy_application
               SET done = ?, total = ?, changed = changed + ?, announced = announced + ?, lease_until = %s
             WHERE community_id = ? AND application_id = ? AND lease_holder = ? AND state = 'running'""".formatted(LEASE);

    private static final String END = """
            UPDATE policy_application SET state = ?, errors = ?::jsonb, ended_at = ?, lease_holder = NULL, lease_until = NULL
             WHERE community_id = ? AND application_id = ? AND lease_holder = ?""";

    private final Sql sql;
    private final Clock clock;

    PolicyApplications(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** A version whose day has come. */
    record Due(
            CommunityId community,
            CurrencyCode currency,
            int version,
            LocalDate evaluation,
            Reevaluation reevaluate,
            LocalDate today,
            boolean superseded) {
        private static Due read(ResultSet row) throws SQLException {
            return new Due(
                    new CommunityId(row.getObject("community_id", UUID.class)),
                    new CurrencyCode(row.getString("currency_code")),
                    row.getInt("version"),
                    row.getObject("next_evaluation", LocalDate.class),
                    Reevaluation.read(row.getString("reevaluate")),
                    row.getObject("today", LocalDate.class),
                    row.getBoolean("superseded"));
        }
    }

    /** A job that this holder works on. */
    record Claimed(CommunityId community, UUID id, CurrencyCode currency, int version, LocalDate asOf, UUID holder) {}

    List<Due> due(Instant now) {
        return sql.list(DUE, Due::read, now);
    }

    /** Makes the job of a version that is due, and says when it is due next. Once, however many do it. */
    @Transactional
    public void queue(Due due) {
        boolean first = sql.update(
                        "UPDATE credit_policy SET next_evaluation = ?::date WHERE community_id = ? AND currency_code = ?"
                                + " AND version = ? AND next_evaluation = ?::date",
                        due.superseded()
                                ? null
                                : due.reevaluate().after(due.today()).orElse(null),
                        due.community().value(),
                        due.currency().value(),
                        due.version(),
                        due.evaluation())
                > 0;
        if (first && !due.superseded()) {
            sql.update(
                    "INSERT INTO policy_application (community_id, application_id, currency_code, version, as_of, queued_at)"
                            + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                    due.community().value(),
                    Ids.next(),
                    due.currency().value(),
                    due.version(),
                    due.today(),
                    clock.instant());
        }
    }

    Optional<Claimed> claimNext() {
        UUID holder = Ids.next();
        return sql.one(
                CLAIM,
                row -> new Claimed(
                        new CommunityId(row.getObject("community_id", UUID.class)),
                        row.getObject("application_id", UUID.class),
                        new CurrencyCode(row.getString("currency_code")),
                        row.getInt("version"),
                        row.getObject("as_of", LocalDate.class),
                        holder),
                holder);
    }

    /**
     * Notes the progress, and keeps the lease.
     *
     * @return whether it is still this holder's
     */
    boolean keep(Claimed job, int done, int total, int changed, int announced) {
        return sql.update(KEEP, done, total, changed, announced, job.community().value(), job.id(), job.holder()) > 0;
    }

    /** @param state {@code done} or {@code superseded} */
    void end(Claimed job, String state, List<AccountError> errors) {
        sql.update(
                END,
                state,
                CreditPolicies.json(errors),
                clock.instant(),
                job.community().value(),
                job.id(),
                job.holder());
    }

    /** The last application of a version. */
    Optional<ApplicationView> last(CommunityId community, CreditPolicy policy) {
        return sql.one(
                "SELECT *, errors::text AS errors_text FROM policy_application"
                        + " WHERE community_id = ? AND currency_code = ? AND version = ? ORDER BY as_of DESC LIMIT 1",
                PolicyApplications::view,
                community.value(),
                policy.currency().code().value(),
                policy.version());
    }

    private static ApplicationView view(ResultSet row) throws SQLException {
        try {
            return new ApplicationView(
                    row.getObject("as_of", LocalDate.class),
                    row.getString("state"),
                    row.getInt("done"),
                    row.getInt("total"),
                    row.getInt("changed"),
                    row.getInt("announced"),
                    JSON.readValue(row.getString("errors_text"), ERRORS),
                    row.getObject("ended_at") == null ? null : Sql.instant(row, "ended_at"));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the errors of a job are unreadable", e);
        }
    }
}
