package org.tallystick.platform;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/**
 * The program. Starts the embedded database unless another is configured, then Quarkus; and stops them in the opposite
 * order, whether it ends by itself, by Ctrl-C or by SIGTERM.
 */
@QuarkusMain
public final class Tallystick {
    /** How long Quarkus is given to finish its requests before the database goes; service managers wait about as long. */
    private static final int LONGEST_STOP_SECONDS = 90;

    private static final String HTTP_HOST = "quarkus.http.host";
    /** Held for good: a logger that nobody holds forgets its level. */
    private static final Logger ZONKY = Logger.getLogger("io.zonky");

    /** Counted down when Quarkus has stopped, or never started. */
    private final CountDownLatch finished = new CountDownLatch(1);

    private final AtomicReference<@Nullable EmbeddedDatabase> database = new AtomicReference<>();
    private final AtomicInteger exitCode = new AtomicInteger(1);

    Tallystick() {}

    public static void main(String... args) {
        Tallystick program = new Tallystick();
        Runtime.getRuntime().addShutdownHook(new Thread(program::stopDatabaseLast, "Stop of the database"));
        try {
            program.run(args);
        } finally {
            program.finished.countDown();
        }
        // Runs the hook above. In a shutdown that a signal began this never returns, and the hook runs already.
        System.exit(program.exitCode.get());
    }

    private void run(String... args) {
        ZONKY.setLevel(Level.WARNING);
        try {
            Config config = ConfigProvider.getConfig();
            SettingsCheck.check(config);
            Optional<EarlyCommand> early = args.length > 0 ? EarlyCommands.named(args[0]) : Optional.empty();
            if (early.isPresent()) {
                exitCode.set(early.get().run(config, Arrays.copyOfRange(args, 1, args.length)));
                return;
            }
            if (args.length > 0) {
                System.setProperty("tallystick.command", args[0]);
                if (args[0].equals(MigrateCommand.NAME)) {
                    System.setProperty(SchemaCheck.MIGRATE_AT_START, "true");
                }
                System.setProperty("quarkus.http.host-enabled", "false");
            }
            settings(config).forEach(System::setProperty);
            TraceSettings.of(config).forEach(System::setProperty);
        } catch (RuntimeException e) {
            Console.complain(Failures.explain(e));
            return;
        }
        Quarkus.run(Service.class, this::ended, args);
    }

    private Map<String, String> settings(Config config) {
        String jdbcUrl =
                DatabaseSettings.value(config, DatabaseSettings.JDBC_URL).orElse("");
        if (!jdbcUrl.isEmpty()) {
            return DatabaseSettings.ofExternal(jdbcUrl, config);
        }
        Path directory = DataDirectory.of(config).path();
        EmbeddedDatabase embedded = EmbeddedDatabase.start(directory, WalArchiving.of(config));
        database.set(embedded);
        Map<String, String> settings = DatabaseSettings.ofEmbedded(embedded);
        settings.put("tallystick.embedded", "true");
        settings.putAll(DatabaseSettings.secretOf(directory, config));
        boolean demo = config.getOptionalValue("tallystick.demo", Boolean.class).orElse(true);
        if (demo && DatabaseSettings.value(config, HTTP_HOST).isEmpty()) {
            // The demo's passwords are in the documentation: nobody else on the network is let near them.
            settings.put(HTTP_HOST, "127.0.0.1");
        }
        return settings;
    }

    private void ended(int code, @Nullable Throwable problem) {
        exitCode.set(code);
        if (problem != null) {
            Console.complain(Failures.explain(problem));
        }
    }

    private void stopDatabaseLast() {
        try {
            if (!finished.await(LONGEST_STOP_SECONDS, TimeUnit.SECONDS)) {
                Console.complain("The service did not stop within " + LONGEST_STOP_SECONDS
                        + " seconds; stopping the database nevertheless.");
            }
            EmbeddedDatabase started = database.get();
            if (started != null) {
                started.stop();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            Console.complain("The embedded database did not stop: " + e.getMessage());
        }
    }
}
