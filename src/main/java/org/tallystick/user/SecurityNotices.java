package org.tallystick.user;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;
import org.tallystick.mail.Letter;
import org.tallystick.mail.Mails;
import org.tallystick.mail.Recipient;
import org.tallystick.mail.SecurityEvent;
import org.tallystick.platform.Sql;

/** Tells people by mail what happened to their login, where they have confirmed an address. In the caller's transaction. */
@ApplicationScoped
class SecurityNotices {
    private final Sql sql;
    private final Mails mails;
    private final Clock clock;

    SecurityNotices(Sql sql, Mails mails, Clock clock) {
        this.sql = sql;
        this.mails = mails;
        this.clock = clock;
    }

    private record Address(String username, String email) {}

    void send(UUID user, SecurityEvent event) {
        sql.one(
                        "SELECT username, email FROM app_user WHERE user_id = ? AND email_confirmed_at IS NOT NULL",
                        row -> new Address(row.getString(1), row.getString(2)),
                        user)
                .ifPresent(address -> mails.send(
                        new Recipient(address.email()),
                        new Letter.SecurityNotice(address.username(), event, clock.instant())));
    }
}
