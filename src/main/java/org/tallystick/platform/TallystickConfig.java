package org.tallystick.platform;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** What an operator may set; each is also an environment variable ({@code tallystick.data-dir}: TALLYSTICK_DATA_DIR). */
@Setting("The installation")
@ConfigMapping(prefix = "tallystick")
public interface TallystickConfig {
    @Setting("Where the embedded database and its secret live")
    @WithDefault("./data")
    Path dataDir();

    @Setting(
            value = "Whether the demo community is made on a fresh embedded database. Its passwords are "
                    + "public: `false` for anything but a trial")
    @WithDefault("true")
    boolean demo();

    @Setting(
            value = "32 bytes in base64, under which the signing keys and waiting letters are sealed in the "
                    + "database, and payment links are signed; the same for all instances; required with an "
                    + "external database",
            otherwise = "a file in the data directory")
    Optional<String> secret();

    @Setting(
            value = "Password of the user `operator` on a fresh database. One that is short or easy to guess "
                    + "stops that start; where there is an operator it is not looked at",
            otherwise = "a random one, printed once")
    Optional<String> operatorPassword();

    @Setting(value = "Whether the embedded database was started", internal = true)
    @WithDefault("false")
    boolean embedded();

    @Setting(value = "The command that runs in place of the service", internal = true)
    Optional<String> command();

    Migration migration();

    Posting posting();

    Waits database();

    Http http();

    /** The login of the schema's owner, used by Flyway alone. */
    interface Migration {
        @Setting(value = "The owner of the tables, used by Flyway alone", otherwise = "the login of the service")
        Optional<String> username();

        @Setting(value = "The owner's password", otherwise = "that of the service")
        Optional<String> password();

        @Setting(
                value =
                        "How long an instance that does not migrate the database itself waits at its start until that has been "
                                + "done; beyond it, it ends",
                least = "0s",
                most = "1h")
        @WithDefault("60s")
        Duration waitFor();
    }

    /** The batching writer. */
    interface Posting {
        @Setting(
                value = "Threads that post, each with a connection; a community always has the same one",
                least = "1",
                most = "64")
        @WithDefault("4")
        int lanes();

        @Setting(value = "Most trades in one transaction", least = "1", most = "10000")
        @WithDefault("1000")
        int batchSize();

        @Setting(value = "Most trades that wait; beyond it, 503", least = "1", most = "1000000")
        @WithDefault("20000")
        int queueCapacity();

        @Setting(
                value = "How long a batch is tried again while the database is away; a statement of a lane may "
                        + "take half of it",
                least = "0s",
                most = "10m")
        @WithDefault("10s")
        Duration retryFor();

        @Setting(
                value = "How long a trade waits for its turn; beyond it, 503, and it is not written",
                least = "1ms",
                most = "10m")
        @WithDefault("10s")
        Duration waitFor();

        @Setting(
                value = "After how long a full queue answers 503: whoever is deaf to `Retry-After` comes no more "
                        + "often than that",
                least = "0s",
                most = "1m")
        @WithDefault("2s")
        Duration turnAwayAfter();
    }

    /** How long a caller may take to say what it wants. */
    interface Http {
        @Setting(
                value = "How long the head of a request may take to arrive; beyond it, the connection is ended",
                least = "1s",
                most = "10m")
        @WithDefault("10s")
        Duration headTimeout();

        @Setting(
                value = "How long its body may take, and a second more for each 16 KiB that it announces",
                least = "1s",
                most = "1h")
        @WithDefault("30s")
        Duration bodyTimeout();
    }

    /** How long the database may keep anyone waiting who does not post. */
    interface Waits {
        @Setting(
                value = "How long a statement that does not post may take; beyond it, 503",
                least = "100ms",
                most = "1h")
        @WithDefault("30s")
        Duration statementTimeout();

        @Setting(value = "How long it may wait for a lock", least = "100ms", most = "1h")
        @WithDefault("10s")
        Duration lockTimeout();

        @Setting(
                value = "How long a transaction may be idle. Not less than a mail server may take for a letter "
                        + "(20 s)",
                least = "1s",
                most = "1h")
        @WithDefault("60s")
        Duration idleInTransactionTimeout();

        default SessionLimits limits() {
            return new SessionLimits(statementTimeout(), lockTimeout(), idleInTransactionTimeout());
        }
    }
}
