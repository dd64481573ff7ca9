package org.tallystick.user;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.tallystick.platform.Sql;
import org.tallystick.security.SealedKeys;

/**
 * The network addresses from which a login has come in, so that what others do in its name does not count there. They are
 * kept as digests under the installation's secret, a few of each login, for some months.
 */
@ApplicationScoped
class KnownAddresses {
    private static final int MOST = 20;
    private static final Duration KEPT_FOR = Duration.ofDays(180);

    private final Sql sql;
    private final SealedKeys seal;
    private final Clock clock;

    KnownAddresses(Sql sql, SealedKeys seal, Clock clock) {
        this.sql = sql;
        this.seal = seal;
        this.clock = clock;
    }

    boolean has(UUID user, String address) {
        return sql.exists(
                "SELECT FROM known_address WHERE user_id = ? AND address_hash = ? AND seen_at > ?",
                user,
                digest(user, address),
                clock.instant().minus(KEPT_FOR));
    }

    /** The login has come in from here. */
    @Transactional
    void add(UUID user, String address) {
        Instant now = clock.instant();
        sql.update(
                "INSERT INTO known_address (user_id, address_hash, seen_at) VALUES (?, ?, ?)"
                        + " ON CONFLICT (user_id, address_hash) DO UPDATE SET seen_at = EXCLUDED.seen_at",
                user,
                digest(user, address),
                now);
        sql.update("""
                DELETE FROM known_address WHERE user_id = ? AND (seen_at < ? OR address_hash NOT IN (
                    SELECT address_hash FROM known_address WHERE user_id = ?
                     ORDER BY seen_at DESC, address_hash LIMIT ?))""", user, now.minus(KEPT_FOR), user, MOST);
    }

    private byte[] digest(UUID user, String address) {
        return seal.digest("address of " + user + "\n" + address);
    }
}
