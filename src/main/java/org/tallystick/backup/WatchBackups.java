package org.tallystick.backup;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import org.tallystick.platform.DataDirectory;
import org.tallystick.platform.TallystickConfig;

/** Tells how it stands with the backups, as the last round found it. */
@ApplicationScoped
public class WatchBackups {
    private static final long UNKNOWN = -1;

    private final BackupConfig config;
    private final TallystickConfig tallystick;
    private final BackupMetrics metrics;

    WatchBackups(BackupConfig config, TallystickConfig tallystick, BackupMetrics metrics) {
        this.config = config;
        this.tallystick = tallystick;
        this.metrics = metrics;
    }

    /** Looks at the disk of the database. */
    public BackupState read() {
        if (!tallystick.embedded()) {
            return new BackupState.Elsewhere();
        }
        if (config.directory().isEmpty()) {
            return new BackupState.NotConfigured();
        }
        return new BackupState.Scheduled(
                config.every(), metrics.lastRound(), metrics.lastSuccess(), metrics.lastFailure(), segmentsWaiting());
    }

    private long segmentsWaiting() {
        try {
            return new DataDirectory(tallystick.dataDir()).log().segmentsWaiting();
        } catch (IOException e) {
            return UNKNOWN;
        }
    }
}
