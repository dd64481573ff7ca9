package org.tallystick.backup;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.Config;
import org.tallystick.platform.ArchiveDirectory;
import org.tallystick.platform.Console;
import org.tallystick.platform.DataDirectory;
import org.tallystick.platform.EarlyCommand;
import org.tallystick.platform.StartFailure;

/** {@code restore DIR}: the embedded database back into an empty data directory, and its books verified. */
public final class RestoreCommand implements EarlyCommand {
    private static final int RIGHT = 0;
    private static final int WRONG = 1;

    @Override
    public String name() {
        return "restore";
    }

    @Override
    public String summary() {
        return "restores the embedded database into an empty data directory: restore DIR [--to INSTANT] [--timeline N]";
    }

    @Override
    public int run(Config config, String... args) {
        try {
            CommandLine line = CommandLine.ofRestore(config, args);
            ArchiveDirectory directory = new ArchiveDirectory(line.directory());
            if (!directory.isOne()) {
                Console.complain("There are no backups of Tallystick in " + directory.path() + ".");
                return WRONG;
            }
            DataDirectory data = DataDirectory.of(config);
            RestoreBackup.Restored restored =
                    new RestoreBackup(data, new Backups(directory), Console::say).restore(line.point());
            return report(data, restored);
        } catch (CommandLine.Misuse e) {
            Console.complain(String.valueOf(e.getMessage()));
            return CommandLine.MISUSED;
        } catch (IOException | SQLException e) {
            throw new StartFailure("The backup could not be restored: " + e.getMessage(), e);
        }
    }

    private static int report(DataDirectory data, RestoreBackup.Restored restored) {
        List<String> lines = new ArrayList<>();
        restored.books().lines().forEach(line -> lines.add("  " + line));
        lines.add("The database is in " + data.path() + ".");
        restored.lastTransaction().ifPresent(last -> lines.add("The last that was written to it is of " + last + "."));
        lines.add(restored.books()
                .lastTrade()
                .map(last -> "The books stand at " + last + ", when the last trade was recorded.")
                .orElse("There is no trade in the books."));
        lines.add(restored.books().right() ? "The books are right." : "The books are NOT right: see above.");
        Console.say(lines);
        return restored.books().right() ? RIGHT : WRONG;
    }
}
