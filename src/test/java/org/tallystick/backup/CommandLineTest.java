package org.tallystick.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
    private static final Config EMBEDDED = config(Map.of());

    @Test
    void aDirectoryIsEnough() {
        assertThat(CommandLine.ofBackup(EMBEDDED, "/mnt/my backups").directory())
                .isEqualTo(Path.of("/mnt/my backups"));
        assertThat(CommandLine.ofRestore(EMBEDDED, "b").point()).isEqualTo(RestorePoint.END);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-28T02:00:00Z", "2026-11-28T03:00:00+01:00", "2026-11-28T02:00Z"})
    void anInstantIsTakenWithItsDistanceFromUtc(String instant) {
        assertThat(CommandLine.ofRestore(EMBEDDED, "b", "--to", instant).point().instant())
                .contains(Instant.parse("2026-11-28T02:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "2026-11-28", "2026-11-28T02:00:00", "2026-13-28T02:00:00Z", ""})
    void whatIsNoInstantIsToldWithAnExample(String text) {
        assertThatThrownBy(() -> CommandLine.ofRestore(EMBEDDED, "b", "--to", text))
                .isInstanceOf(CommandLine.Misuse.class)
                .hasMessageContaining("is no instant; write it like 2026-11-28T02:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "--help", "a --to", "a --at 2026-11-28T02:00:00Z", "a --timeline"})
    void otherArgumentsAreMisuse(String line) {
        String[] args = line.isEmpty() ? new String[0] : line.split(" ");
        assertThatThrownBy(() -> CommandLine.ofBackup(EMBEDDED, args)).isInstanceOf(CommandLine.Misuse.class);
        assertThatThrownBy(() -> CommandLine.ofRestore(EMBEDDED, args)).isInstanceOf(CommandLine.Misuse.class);
    }

    @Test
    void aTimelineIsTakenWithAnInstantAndWithout() {
        assertThat(CommandLine.ofRestore(EMBEDDED, "b", "--timeline", "2").point())
                .isEqualTo(new RestorePoint(Optional.empty(), Optional.of(2L)));
        assertThat(CommandLine.ofRestore(EMBEDDED, "b", "--timeline", "2", "--to", "2026-11-28T02:00:00Z")
                        .point())
                .isEqualTo(new RestorePoint(Optional.of(Instant.parse("2026-11-28T02:00:00Z")), Optional.of(2L)));
        assertThatThrownBy(() -> CommandLine.ofRestore(EMBEDDED, "b", "--timeline", "the old one"))
                .isInstanceOf(CommandLine.Misuse.class)
                .hasMessageContaining("is no timeline");
        assertThatThrownBy(() -> CommandLine.ofRestore(EMBEDDED, "b", "--timeline", "1", "--timeline", "2"))
                .isInstanceOf(CommandLine.Misuse.class);
    }

    @Test
    void aServerIsNotBackedUpByThem() {
        Config server = config(Map.of("quarkus.datasource.jdbc.url", "jdbc:postgresql://host/tallystick"));
        assertThatThrownBy(() -> CommandLine.ofBackup(server, "b"))
                .isInstanceOf(CommandLine.Misuse.class)
                .hasMessageContaining("docs/backup.md");
    }

    private static Config config(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(values, "test", 100))
                .build();
    }
}
