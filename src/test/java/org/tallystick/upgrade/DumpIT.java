package org.tallystick.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.testing.ServiceProcess;
import org.tallystick.testing.TestDatabase;

/** The database of the present version, as a release keeps it: {@code mvn verify -Dwrite-dump=v0.1.0}. */
class DumpIT {
    private static final Path KEPT = Path.of("src/test/resources/dumps");

    @TempDir
    Path data;

    @Test
    void whatIsDumpedOfTheDemoCanBeRestored() throws Exception {
        String version = System.getProperty("write-dump", "present");
        String secret = Base64.getEncoder().encodeToString(new byte[32]);
        try (ServiceProcess service =
                ServiceProcess.start(Map.of("TALLYSTICK_DATA_DIR", data.toString(), "TALLYSTICK_SECRET", secret))) {
            service.awaitReady();
            try (Connection owner = connect()) {
                String dump = new DatabaseDump(owner).write(version);
                try (Connection restored = TestDatabase.restored(dump).owner().getConnection()) {
                    assertThat(new DatabaseDump(restored).write(version)).isEqualTo(dump);
                }
                if (!version.equals("present")) {
                    Files.writeString(KEPT.resolve(version + ".sql"), dump);
                }
            }
        }
    }

    private Connection connect() throws IOException, SQLException {
        Properties passwords = new Properties();
        passwords.load(new StringReader(Files.readString(data.resolve("database-passwords"))));
        List<String> postmaster = Files.readAllLines(data.resolve("postgresql/postmaster.pid"));
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + postmaster.get(3) + "/tallystick",
                "tallystick_owner",
                passwords.getProperty("owner"));
    }
}
