package org.tallystick.platform;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** What an operator may set; each is also an environment variable ({@code tallystick.data-dir}: TALLYSTICK_DATA_DIR). */
@ConfigMapping(prefix = "tallystick")
public interface TallystickConfig {
    /** Where the embedded database and the installation's secret live. */
    @WithDefault("./data")
    Path dataDir();

    /** Whether the demo community is made on a fresh embedded database. */
    @WithDefault("true")
    boolean demo();

    /** 32 bytes in base64. Set by {@link Tallystick} for the embedded database. */
    Optional<String> secret();

    /** The password of the user {@code operator} on a fresh database. */
    Optional<String> operatorPassword();

    /** Whether {@link Tallystick} started the embedded database; not to be set by hand. */
    @WithDefault("false")
    boolean embedded();

    /** The command this process runs in place of serving; not to be set by hand. */
    Optional<String> command();

    Migration migration();

    Posting posting();

    Waits database();

    Http http();

    /** The login of the schema's owner, used by Flyway alone. */
    interface Migration {
        Optional<String> username();

        Optional<String> password();

        /** How long an instance that does not migrate itself waits at its start until the database is migrated. */
        @WithDefault("60s")
        Duration waitFor();
    }

    /** The batching writer. */
    interface Posting {
        /** Threads that post, each with a connection; a community always has the same one. */
        @WithDefault("4")
        int lanes();

        /** The most units that one transaction takes. */
        @WithDefault("1000")
        int batchSize();

        /** The most units that wait; beyond, a request is told to come again. */
        @WithDefault("20000")
        int queueCapacity();

        /** How long a batch is tried again while the database is away. */
        @WithDefault("10s")
        Duration retryFor();

        /** How long a unit waits for its turn at most; beyond, it is refused rather than written late. */
        @WithDefault("10s")
        Duration waitFor();

        /** After how long a full queue answers: who comes again at once shall not come more often than that. */
        @WithDefault("2s")
        Duration turnAwayAfter();
    }

    /** How long a caller may take to say what it wants. */
    interface Http {
        /** From the first byte of a request to the end of its head. */
        @WithDefault("10s")
        Duration headTimeout();

        /** Of its body, and a second more for each 16 KiB that it announces. */
        @WithDefault("30s")
        Duration bodyTimeout();
    }

    /** How long the database may keep anyone waiting who does not post. */
    interface Waits {
        /** One statement. */
        @WithDefault("30s")
        Duration statementTimeout();

        /** One wait for a lock. */
        @WithDefault("10s")
        Duration lockTimeout();

        /** A transaction between two statements; a letter is sent within one, which may take 20 seconds. */
        @WithDefault("60s")
        Duration idleInTransactionTimeout();

        default SessionLimits limits() {
            return new SessionLimits(statementTimeout(), lockTimeout(), idleInTransactionTimeout());
        }
    }
}
