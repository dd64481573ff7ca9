package org.tallystick.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatusAddressTest {
    private static final Config NOTHING = config(Map.of());

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, 8080, http://127.0.0.1:8080/q/status",
        "'::', 8081, http://127.0.0.1:8081/q/status",
        "10.0.0.5, 80, http://10.0.0.5:80/q/status",
        "fd00::7, 8080, 'http://[fd00::7]:8080/q/status'"
    })
    void itIsWhereTheServiceListens(String host, String port, URI address) {
        assertThat(StatusAddress.of(config(Map.of("quarkus.http.host", host, "quarkus.http.port", port))))
                .contains(address);
    }

    @Test
    void whereNothingIsConfiguredItIsOnTheUsualPort() {
        assertThat(StatusAddress.of(NOTHING)).contains(URI.create("http://127.0.0.1:8080/q/status"));
    }

    @Test
    void aPortThatTheSystemChoseIsNotKnown() {
        assertThat(StatusAddress.of(config(Map.of("quarkus.http.port", "0")))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://books.example.org", "https://books.example.org/", "https://books.example.org/q/status"})
    void anArgumentSaysWhere(String argument) {
        assertThat(StatusAddress.of(NOTHING, argument)).contains(URI.create("https://books.example.org/q/status"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "localhost:8080", "file:///etc/passwd", "http://", "not an address", ""})
    void whatIsNoAddressIsNotTakenForOne(String argument) {
        assertThat(StatusAddress.of(NOTHING, argument)).isEmpty();
        assertThat(StatusAddress.of(NOTHING, "http://localhost:8080", argument)).isEmpty();
    }

    private static Config config(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(values, "test", 100))
                .build();
    }
}
