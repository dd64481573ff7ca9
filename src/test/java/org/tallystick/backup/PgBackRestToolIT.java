package org.tallystick.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.chaos.DrillCheck;
import org.tallystick.chaos.DrillLoad;
import org.tallystick.chaos.DrillTown;
import org.tallystick.testing.DatabaseTestResource;
import org.tallystick.testing.JsonClient;
import org.tallystick.testing.ServiceProcess;

/** The runbook of docs/backup.md, every command of it, on a server that the packaged program trades on. */
@Tag("tools")
class PgBackRestToolIT {
    private static final Path DOCUMENT = Path.of("docs", "backup.md");
    private static final Pattern BLOCK = Pattern.compile("```(ini|console)\n(.*?)```", Pattern.DOTALL);
    private static final DateTimeFormatter TARGET =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS'+00'").withZone(ZoneOffset.UTC);

    @TempDir
    Path home;

    @Test
    void theRunbookBringsBackWhatWasAcknowledgedBeforeAnInstant() throws Exception {
        try (DebianServer server = new DebianServer(home)) {
            server.run("sudo -u postgres psql -q -c 'CREATE ROLE tallystick LOGIN CREATEROLE' "
                    + "-c 'CREATE DATABASE tallystick OWNER tallystick'");
            ServiceProcess service = ServiceProcess.start(environment(server)).awaitReady();
            JsonClient client = new JsonClient(service.baseUri());
            DrillTown town = DrillTown.found(service.baseUri());
            DrillLoad load = DrillLoad.start(town, client);

            server.configure(block("ini", "Setting it up"));
            server.run(commands("Setting it up"));
            trade(load);
            server.run(commands("Making backups"));
            trade(load);
            Instant instant = Instant.now();
            trade(load);
            archiveAll(server);
            server.destroy();
            service.kill();
            load.close();

            String restoring = commands("Restoring to an instant");
            assertThat(restoring).contains("2026-11-28 02:00:00+00", "java -jar quarkus-run.jar verify");
            String[] steps = restoring
                    .replace("2026-11-28 02:00:00+00", TARGET.format(instant))
                    .split("java -jar quarkus-run.jar verify", -1);
            server.run(steps[0]);
            ServiceProcess.await("recovered", Duration.ofMinutes(1), () -> isRecovered(server));
            isAllThere(server, town, load, instant);
        }
    }

    private static void isAllThere(DebianServer server, DrillTown before, DrillLoad load, Instant instant) {
        try (ServiceProcess verify = ServiceProcess.start(environment(server), "verify")) {
            assertThat(verify.awaitExit()).as(verify.output()).isZero();
            assertThat(verify.output()).contains(before.community() + ": ok");
        }
        try (ServiceProcess service = ServiceProcess.start(environment(server)).awaitReady()) {
            JsonClient client = new JsonClient(service.baseUri());
            DrillTown town = before.at(service.baseUri());
            assertThat(DrillCheck.findings(load, town.booked(client), instant)).isEmpty();
            assertThat(load.acknowledged().stream().filter(one -> one.at().isBefore(instant)))
                    .hasSizeGreaterThan(200);
            DrillLoad more = DrillLoad.start(town, client);
            trade(more);
            more.close();
            // On the new timeline.
            server.run("sudo -u postgres pgbackrest --stanza=tallystick --type=full backup");
        }
    }

    private static Map<String, String> environment(DebianServer server) {
        Map<String, String> environment = new HashMap<>();
        environment.put("QUARKUS_DATASOURCE_JDBC_URL", server.jdbcUrl());
        environment.put("QUARKUS_DATASOURCE_USERNAME", "tallystick");
        environment.put("QUARKUS_DATASOURCE_PASSWORD", "any: this server trusts whoever is on this machine");
        environment.put("TALLYSTICK_SECRET", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
        environment.put("TALLYSTICK_OPERATOR_PASSWORD", DatabaseTestResource.OPERATOR_PASSWORD);
        return environment;
    }

    private static void archiveAll(DebianServer server) {
        String segment = server.run("sudo -u postgres psql -Atc 'SELECT pg_walfile_name(pg_switch_wal())'")
                .strip();
        ServiceProcess.await(
                "archived",
                Duration.ofMinutes(1),
                () -> server.run("sudo -u postgres psql -Atc 'SELECT last_archived_wal FROM pg_stat_archiver'")
                                .strip()
                                .compareTo(segment)
                        >= 0);
    }

    private static boolean isRecovered(DebianServer server) {
        return server.run("sudo -u postgres psql -Atc 'SELECT pg_is_in_recovery()'")
                .strip()
                .equals("f");
    }

    private static void trade(DrillLoad load) {
        int before = load.acknowledged().size();
        ServiceProcess.await(
                "traded", Duration.ofMinutes(1), () -> load.acknowledged().size() > before + 200);
    }

    private static String commands(String section) throws IOException {
        return block("console", section)
                .lines()
                .filter(line -> line.startsWith("$ "))
                .map(line -> line.substring(2))
                .collect(Collectors.joining("\n"));
    }

    /** All blocks of a section, one after the other. */
    private static String block(String kind, String section) throws IOException {
        String document = Files.readString(DOCUMENT);
        int begin = document.indexOf("### " + section + "\n");
        assertThat(begin).as(section).isPositive();
        int end = document.indexOf("\n##", begin + 4);
        Matcher blocks = BLOCK.matcher(document.substring(begin, end));
        String found = blocks.results()
                .filter(block -> block.group(1).equals(kind))
                .map(block -> block.group(2))
                .collect(Collectors.joining());
        assertThat(found).as("%s of %s", kind, section).isNotEmpty();
        return found;
    }
}
