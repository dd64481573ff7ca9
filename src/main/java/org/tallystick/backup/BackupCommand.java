package org.tallystick.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.eclipse.microprofile.config.Config;
import org.tallystick.platform.ArchiveDirectory;
import org.tallystick.platform.Console;
import org.tallystick.platform.DataDirectory;
import org.tallystick.platform.EarlyCommand;
import org.tallystick.platform.EmbeddedDatabase;
import org.tallystick.platform.StartFailure;
import org.tallystick.platform.WalArchiving;

/** {@code backup DIR}: a verified backup of the embedded database, whether the service runs or not. */
public final class BackupCommand implements EarlyCommand {
    private static final int MADE = 0;
    private static final int BOOKS_WRONG = 1;

    @Override
    public String name() {
        return "backup";
    }

    @Override
    public String summary() {
        return "makes a backup of the embedded database, and verifies it: backup DIR";
    }

    @Override
    public int run(Config config, String... args) {
        try {
            CommandLine line = CommandLine.ofBackup(config, args);
            DataDirectory data = DataDirectory.of(config);
            if (!Files.exists(data.cluster())) {
                Console.complain("There is no database in " + data.path() + "; TALLYSTICK_DATA_DIR says where it is.");
                return BOOKS_WRONG;
            }
            ArchiveDirectory archive = new ArchiveDirectory(line.directory());
            MakeBackup making =
                    new MakeBackup(data, new Backups(archive), claim(config, archive), Product.version(config));
            return report(data.isFree() ? ofStopped(config, data, making) : making.make());
        } catch (CommandLine.Misuse e) {
            Console.complain(String.valueOf(e.getMessage()));
            return CommandLine.MISUSED;
        } catch (IOException | SQLException e) {
            throw new StartFailure("The backup could not be made: " + e.getMessage(), e);
        }
    }

    /** Any directory will do, and is made if it must be; that of the scheduled backups is there if the service has used it. */
    private static MakeBackup.Claim claim(Config config, ArchiveDirectory archive) {
        boolean scheduled = WalArchiving.of(config)
                .map(WalArchiving::directory)
                .filter(archive::equals)
                .isPresent();
        return cluster -> {
            if (scheduled && ArchiveDirectory.isConfiguredFor(cluster)) {
                archive.claimOnceMore(cluster);
            } else {
                archive.claim(cluster);
            }
        };
    }

    /** The service does not run: the database is started for it. */
    private static MakeBackup.Made ofStopped(Config config, DataDirectory data, MakeBackup making)
            throws IOException, SQLException {
        EmbeddedDatabase database = EmbeddedDatabase.start(data.path(), WalArchiving.of(config));
        AtExit atExit = new AtExit(Executors.callable(database::stop));
        try {
            return making.make();
        } finally {
            atExit.close();
            database.stop();
        }
    }

    private static int report(MakeBackup.Made made) {
        List<String> lines = new ArrayList<>();
        lines.add("The backup is in " + made.backup().directory() + ".");
        lines.add("It is of " + made.backup().stoppedAt() + ". Restored to see whether it can be, its books are:");
        made.books().lines().forEach(line -> lines.add("  " + line));
        Optional.of("The books are not right: the backup is kept, and is as wrong as they are.")
                .filter(wrong -> !made.books().right())
                .ifPresent(lines::add);
        Console.say(lines);
        return made.books().right() ? MADE : BOOKS_WRONG;
    }
}
