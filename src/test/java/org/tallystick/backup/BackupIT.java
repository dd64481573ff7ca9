package org.tallystick.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.chaos.DrillCheck;
import org.tallystick.chaos.DrillLoad;
import org.tallystick.chaos.DrillService;
import org.tallystick.chaos.DrillTown;
import org.tallystick.platform.ArchiveDirectory;
import org.tallystick.testing.JsonClient;
import org.tallystick.testing.ServiceProcess;

/** The drill: what was acknowledged comes back, when everything but the backups is gone. */
class BackupIT {
    private static final Duration ARCHIVED = Duration.ofSeconds(1);

    /** With what a person's directory may have in its name. */
    @TempDir
    Path parent;

    private DrillService installation;

    @BeforeEach
    void aHome() throws IOException {
        installation = new DrillService(Files.createDirectory(parent.resolve("Ann's 100% books")), ARCHIVED);
    }

    @AfterEach
    void leaveNoServerBehind() throws IOException {
        installation.postmaster().ifPresent(ProcessHandle::destroyForcibly);
    }

    @Test
    void whatWasAcknowledgedBeforeAnInstantComesBackAndNothingOfLater() throws Exception {
        ServiceProcess service = installation.start();
        DrillTown town = DrillTown.found(service.baseUri());
        DrillLoad load = DrillLoad.start(town, new JsonClient(service.baseUri()));
        trade(load);
        DrillService.Ended backup = installation.backup(installation.backups());
        assertThat(backup.code()).as(backup.output()).isZero();
        assertThat(backup.output()).contains("The backup is in " + installation.backups(), town.community() + ": ok");
        trade(load);
        Instant instant = Instant.now();
        trade(load);
        Instant leftOut = Instant.now();
        trade(load);
        installation.awaitArchived();
        installation.kill(service);
        load.close();
        installation.destroyData();

        restoredTo(instant, town, load);
        theBooksGoOnAndAreRestoredOnceMore(town, instant, leftOut);
    }

    private void restoredTo(Instant instant, DrillTown town, DrillLoad load) throws Exception {
        DrillService.Ended restore = installation.restore(Optional.of(instant));
        assertThat(restore.code()).as(restore.output()).isZero();
        assertThat(restore.output())
                .contains(town.community() + ": ok", "The books stand at ", "The books are right.")
                .doesNotContain("Exception");
        assertThat(installation.data()).isDirectoryNotContaining("glob:**restoring");
        long before = load.acknowledged().stream()
                .filter(one -> one.at().isBefore(instant))
                .count();
        assertThat(before).isBetween(50L, load.acknowledged().size() - 50L);
    }

    /** On a new timeline, archived to the same directory; then everything is lost again. */
    private void theBooksGoOnAndAreRestoredOnceMore(DrillTown before, Instant instant, Instant leftOut)
            throws Exception {
        ServiceProcess service = installation.start();
        JsonClient client = new JsonClient(service.baseUri());
        DrillTown town = before.at(service.baseUri());
        Map<String, DrillTown.Booked> restored = town.booked(client);
        DrillLoad load = DrillLoad.start(town, client);
        trade(load);
        Instant last = Instant.now();
        installation.awaitArchived();
        installation.kill(service);
        load.close();
        installation.destroyData();

        whatTheFirstRestoreHasLeftOutIsReachedByItsTimeline(instant, leftOut);
        DrillService.Ended restore = installation.restore(Optional.empty());
        assertThat(restore.code()).as(restore.output()).isZero();
        try (ServiceProcess again = installation.start()) {
            JsonClient other = new JsonClient(again.baseUri());
            DrillTown still = town.at(again.baseUri());
            Map<String, DrillTown.Booked> booked = still.booked(other);
            assertThat(booked).containsAllEntriesOf(restored);
            List<DrillLoad.Acknowledged> archived = load.acknowledged().stream()
                    .filter(one -> one.at().isBefore(last))
                    .toList();
            assertThat(archived)
                    .hasSizeGreaterThan(50)
                    .allSatisfy(one -> assertThat(booked).containsKey(one.sent().key()));
            assertThat(still.isVerified(other)).isTrue();
        }
    }

    private void whatTheFirstRestoreHasLeftOutIsReachedByItsTimeline(Instant instant, Instant leftOut)
            throws IOException {
        DrillService.Ended refused = installation.restore(Optional.of(leftOut));
        assertThat(refused.code()).as(refused.output()).isEqualTo(1);
        assertThat(refused.output()).contains("those of timeline 1", "Add --timeline 1 ", "or --timeline 2 ");
        DrillService.Ended first = installation.command(
                "restore", installation.backups().toString(), "--to", leftOut.toString(), "--timeline", "1");
        assertThat(first.code()).as(first.output()).isZero();
        Matcher stand = Pattern.compile("The books stand at ([^ ,]+),").matcher(first.output());
        assertThat(stand.find()).as(first.output()).isTrue();
        assertThat(Instant.parse(stand.group(1))).isBetween(instant, leftOut);
        installation.destroyData();
    }

    @Test
    void aBackupMadeWhileTheServiceStandsStillIsRestoredWithoutAnArchive() throws Exception {
        installation.with("TALLYSTICK_BACKUP_DIRECTORY", "");
        ServiceProcess service = installation.start();
        DrillTown town = DrillTown.found(service.baseUri());
        DrillLoad load = DrillLoad.start(town, new JsonClient(service.baseUri()));
        trade(load);
        load.close();
        service.terminate();

        DrillService.Ended backup = installation.backup(installation.backups());
        assertThat(backup.code()).as(backup.output()).isZero();
        assertThat(installation.postmaster()).isEmpty();
        assertOwnerAloneReads();
        Files.move(installation.data(), parent.resolve("lost"));
        aDamagedBackupIsRefused();

        DrillService.Ended restore = installation.restore(Optional.empty());
        assertThat(restore.code()).as(restore.output()).isZero();
        DrillService.Ended again = installation.restore(Optional.empty());
        assertThat(again.code()).isEqualTo(1);
        assertThat(again.output())
                .contains("is not empty: database-passwords, postgresql", "A restore overwrites nothing");
        try (ServiceProcess restored = installation.start()) {
            JsonClient client = new JsonClient(restored.baseUri());
            assertThat(DrillCheck.findings(load, town.at(restored.baseUri()).booked(client), Instant.now()))
                    .isEmpty();
        }
    }

    private void assertOwnerAloneReads() throws IOException {
        try (Stream<Path> files = Files.walk(installation.backups())) {
            assertThat(files)
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .endsWith("------"));
        }
        assertThat(backupDirectory()).isDirectoryContaining("glob:**/secret");
    }

    /** One byte in each file; and a file of the log that is not there. */
    private void aDamagedBackupIsRefused() throws IOException {
        for (Path file : files(backupDirectory())) {
            byte[] whole = Files.readAllBytes(file);
            byte[] damaged = whole.clone();
            damaged[damaged.length / 2] ^= 1;
            Files.write(file, damaged);
            assertRefused("is damaged");
            Files.delete(file);
            assertRefused("is damaged");
            Files.write(file, whole);
        }
    }

    private void assertRefused(String why) {
        DrillService.Ended restore = installation.restore(Optional.empty());
        assertThat(restore.code()).as(restore.output()).isEqualTo(1);
        assertThat(restore.output()).contains(why).doesNotContain("Exception", "\tat ");
        assertThat(installation.data()).isDirectoryNotContaining("glob:**/postgresql*");
    }

    @Test
    void backupsAreMadeVerifiedAndPrunedByThemselves() throws Exception {
        installation.with("TALLYSTICK_BACKUP_EVERY", "2s").with("TALLYSTICK_BACKUP_KEEP", "2");
        ServiceProcess service = installation.start();
        DrillTown town = DrillTown.found(service.baseUri());
        DrillLoad load = DrillLoad.start(town, new JsonClient(service.baseUri()));
        ServiceProcess.await("four backups", Duration.ofMinutes(2), () -> made(service) >= 4);
        Backups backups = new Backups(new ArchiveDirectory(installation.backups()));
        ServiceProcess.await("pruned", Duration.ofSeconds(30), () -> isPruned(backups));
        assertThat(metrics(service))
                .containsPattern("tallystick_backup_last_success_timestamp_seconds 1\\.\\d+E9")
                .containsPattern("tallystick_backup_last_round_timestamp_seconds 1\\.\\d+E9")
                .containsPattern("tallystick_backup_wal_waiting \\d");
        assertThat(load.others()).isEmpty();
        Instant last = Instant.now();
        trade(load);
        installation.awaitArchived();
        installation.kill(service);
        load.close();
        installation.destroyData();

        impossibleInstantsAreRefusedInWords(last);
        aGapInTheArchiveIsRefused(backups);
        DrillService.Ended restore = installation.restore(Optional.of(last));
        assertThat(restore.code()).as(restore.output()).isZero();
        try (ServiceProcess restored = installation.start()) {
            JsonClient client = new JsonClient(restored.baseUri());
            assertThat(DrillCheck.findings(load, town.at(restored.baseUri()).booked(client), last))
                    .isEmpty();
        }
    }

    private void impossibleInstantsAreRefusedInWords(Instant last) {
        DrillService.Ended early = installation.restore(Optional.of(last.minusSeconds(3600)));
        assertThat(early.code()).isEqualTo(1);
        assertThat(early.output()).contains("No backup reaches back to ", "the earliest instant");
        DrillService.Ended late = installation.restore(Optional.of(last.plusSeconds(3600)));
        assertThat(late.code()).isEqualTo(1);
        assertThat(late.output()).contains("The archive ends before ", "the last thing in it is of ");
        assertThat(installation.data()).isDirectoryNotContaining("glob:**/postgresql*");
        assertThat(installation
                        .command("restore", installation.backups().toString(), "--to", "noon")
                        .code())
                .isEqualTo(2);
        assertThat(installation.command("restore").code()).isEqualTo(2);
        assertThat(installation.command("backup").code()).isEqualTo(2);
    }

    /** PostgreSQL would take what is before the gap for everything. */
    private void aGapInTheArchiveIsRefused(Backups backups) throws IOException {
        WayBack way = WayBack.find(backups, RestorePoint.END);
        WalFiles archive =
                new WalFiles(installation.wal(), way.backup().manifest().segmentBytes());
        Segment before = archive.segments().headSet(archive.segments().last()).last();
        List<Path> files = files(installation.wal()).stream()
                .filter(file -> file.getFileName().toString().startsWith(before.name(archive.segmentBytes())))
                .toList();
        assertThat(files).hasSize(1);
        Path aside = Files.move(files.get(0), parent.resolve("aside"));
        DrillService.Ended restore = installation.restore(Optional.empty());
        assertThat(restore.code()).as(restore.output()).isEqualTo(1);
        assertThat(restore.output()).contains(before.name(archive.segmentBytes()), "is missing");
        Files.move(aside, files.get(0));
    }

    private boolean isPruned(Backups backups) {
        try {
            List<Backup> all = backups.all(damage -> {});
            WalFiles archive = new WalFiles(installation.wal(), 16 << 20);
            return all.size() == 2
                    && archive.segments().first().number()
                            >= all.get(0).manifest().start().segment(archive.segmentBytes());
        } catch (IOException | NoSuchElementException e) {
            return false;
        }
    }

    private static long made(ServiceProcess service) {
        return service.output()
                .lines()
                .filter(line -> line.contains("Backed up to"))
                .count();
    }

    private static String metrics(ServiceProcess service) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(service.baseUri().resolve("/q/metrics"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static void trade(DrillLoad load) {
        int before = load.acknowledged().size();
        ServiceProcess.await(
                "traded", Duration.ofMinutes(1), () -> load.acknowledged().size() > before + 200);
    }

    private Path backupDirectory() throws IOException {
        return files(installation.backups().resolve("backups")).get(0);
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> !file.getFileName().toString().equals("wal"))
                    .sorted()
                    .toList();
        }
    }
}
