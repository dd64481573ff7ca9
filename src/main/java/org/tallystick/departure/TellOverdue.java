package org.tallystick.departure;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.tallystick.mail.Letter;
import org.tallystick.mail.Mails;
import org.tallystick.mail.Recipient;
import org.tallystick.platform.Chore;
import org.tallystick.platform.Sql;
import org.tallystick.problem.InvariantFailures;

/**
 * Tells the administrators by mail, once, that a member had its time to settle and has not. Several instances tell once: the row
 * is taken in the transaction in which the letters are written.
 */
@ApplicationScoped
public class TellOverdue implements Chore {
    private static final Logger LOG = Logger.getLogger(TellOverdue.class);
    private static final int MOST_AT_ONCE = 200;

    /** The days of a community end up to fourteen hours before those of the database, so the date is looked at again. */
    private static final String UNTOLD = """
            SELECT d.community_id, d.departure_id FROM departure d
             WHERE d.ended_at IS NULL AND d.told_at IS NULL AND d.deadline <= ? ORDER BY d.departure_id LIMIT ?""";

    private static final String TAKEN = """
            SELECT d.deadline, m.handle, c.name, c.time_zone FROM departure d
              JOIN member m ON m.community_id = d.community_id AND m.member_id = d.member_id
              JOIN community c ON c.community_id = d.community_id
             WHERE d.community_id = ? AND d.departure_id = ? AND d.ended_at IS NULL AND d.told_at IS NULL
               FOR UPDATE OF d SKIP LOCKED""";

    private static final String ADMINISTRATORS = """
            SELECT u.username, u.email FROM community_role r JOIN app_user u ON u.user_id = r.user_id
             WHERE r.community_id = ? AND r.role = 'administrator' AND u.status = 'active' AND u.email_confirmed_at IS NOT NULL
             ORDER BY u.username""";

    private final Sql sql;
    private final Mails mails;

    TellOverdue(Sql sql, Mails mails) {
        this.sql = sql;
        this.mails = mails;
    }

    private record Untold(
            UUID community, UUID id, LocalDate deadline, String handle, String communityName, ZoneId zone) {}

    private record Administrator(String username, String email) {}

    private record Due(UUID community, UUID id) {}

    @Override
    public void runDue(Instant now) {
        List<Due> due = sql.list(
                UNTOLD,
                row -> new Due(row.getObject("community_id", UUID.class), row.getObject("departure_id", UUID.class)),
                LocalDate.ofInstant(now, ZoneId.of("UTC")),
                MOST_AT_ONCE);
        for (Due one : due) {
            try {
                QuarkusTransaction.requiringNew().run(() -> taken(one).ifPresent(untold -> tellOnce(untold, now)));
            } catch (RuntimeException | Error e) {
                // What is wrong with one holds up none of the others, nor takes their letters back.
                InvariantFailures.tell(LOG, "chore", "nobody is told of the departure " + one.id(), e);
            }
        }
    }

    /** Empty where another instance has it, or has told. */
    private Optional<Untold> taken(Due due) {
        return sql.one(
                TAKEN,
                row -> new Untold(
                        due.community(),
                        due.id(),
                        row.getObject("deadline", LocalDate.class),
                        row.getString("handle"),
                        row.getString("name"),
                        ZoneId.of(row.getString("time_zone"))),
                due.community(),
                due.id());
    }

    private void tellOnce(Untold one, Instant now) {
        if (LocalDate.ofInstant(now, one.zone()).isAfter(one.deadline())) {
            tell(one);
            sql.update(
                    "UPDATE departure SET told_at = ? WHERE community_id = ? AND departure_id = ?",
                    now,
                    one.community(),
                    one.id());
        }
    }

    private void tell(Untold departure) {
        List<Administrator> administrators = sql.list(
                ADMINISTRATORS,
                row -> new Administrator(row.getString("username"), row.getString("email")),
                departure.community());
        for (Administrator administrator : administrators) {
            mails.send(
                    new Recipient(administrator.email()),
                    new Letter.News(
                            "departure-overdue",
                            departure.handle() + " has left " + departure.communityName() + " without settling",
                            administrator.username(),
                            "The member " + departure.handle() + " of " + departure.communityName() + " had until "
                                    + departure.deadline() + " to settle, and its accounts are not at zero.",
                            "Look at the list of departures, and decide whether what remains is written off against"
                                    + " settlement or the fund."));
        }
    }
}
