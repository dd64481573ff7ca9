package org.tallystick.backup;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.tallystick.platform.ArchiveDirectory;
import org.tallystick.platform.DataDirectory;
import org.tallystick.platform.TallystickConfig;
import org.tallystick.problem.InvariantFailures;

/**
 * Makes the backups that are configured, of the embedded database, on a thread of its own: a backup takes as long as it takes, and
 * nobody waits for it.
 */
@ApplicationScoped
class ScheduledBackups {
    private static final Logger LOG = Logger.getLogger(ScheduledBackups.class);
    /** After everything that must be right before something is done. */
    private static final int LATE = 5_000;

    private static final Duration LONGEST_STOP = Duration.ofSeconds(25);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final BackupConfig config;
    private final TallystickConfig tallystick;
    private final BackupMetrics metrics;
    private final Clock clock;
    private final String product;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private Optional<Thread> thread = Optional.empty();

    ScheduledBackups(
            BackupConfig config,
            TallystickConfig tallystick,
            BackupMetrics metrics,
            Clock clock,
            @ConfigProperty(name = "quarkus.application.version") String product) {
        this.config = config;
        this.tallystick = tallystick;
        this.metrics = metrics;
        this.clock = clock;
        this.product = product;
    }

    void start(@Observes @Priority(LATE) StartupEvent event) {
        Optional<Path> directory = config.directory();
        if (directory.isEmpty() || tallystick.command().isPresent()) {
            return;
        }
        if (!tallystick.embedded()) {
            LOG.warn("TALLYSTICK_BACKUP_DIRECTORY is for the embedded database: the server is not backed up by it.");
            return;
        }
        DataDirectory data = new DataDirectory(tallystick.dataDir());
        metrics.watch(data);
        metrics.watchDisk(directory.get());
        ArchiveDirectory archive = new ArchiveDirectory(directory.get());
        Backups backups = new Backups(archive);
        MakeBackup making = new MakeBackup(data, backups, archive::claimOnceMore, product);
        BackupRound round = new BackupRound(config, data, backups, making, metrics, clock);
        Thread started = new Thread(() -> run(round::run, pause(), stopped), "backups");
        started.setDaemon(true);
        started.start();
        thread = Optional.of(started);
    }

    /** Twice in the time after which a segment is closed, so that it is packed soon, and the time stands in each. */
    private Duration pause() {
        Duration half = config.archiveEvery().dividedBy(2);
        return half.compareTo(LONGEST_PAUSE) < 0 ? half : LONGEST_PAUSE;
    }

    /** A round that throws is not the last. */
    static void run(Runnable round, Duration pause, CountDownLatch stopped) {
        try {
            do {
                try {
                    round.run();
                } catch (RuntimeException | Error e) {
                    InvariantFailures.tell(LOG, "backup", "The backups cannot be looked after right now", e);
                }
            } while (!stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A backup that is being made is given a moment; the next start deletes what is left of it. */
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopped.countDown();
        if (thread.isPresent()) {
            thread.get().join(LONGEST_STOP.toMillis());
        }
    }
}
