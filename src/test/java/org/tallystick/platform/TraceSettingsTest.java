package org.tallystick.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceSettingsTest {
    private static final int OF_AN_OPERATOR = 300;
    private static final int OF_A_DEFAULT = Integer.MIN_VALUE;

    @ParameterizedTest
    @ValueSource(strings = {"quarkus.otel.exporter.otlp.endpoint", "quarkus.otel.exporter.otlp.traces.endpoint"})
    void tracesAreMadeWhereAnOperatorSaysWhereTo(String property) {
        assertThat(TraceSettings.of(config(Map.of(property, "http://collector:4317"), OF_AN_OPERATOR)))
                .containsExactly(Map.entry("quarkus.otel.sdk.disabled", "false"));
    }

    @Test
    void otherwiseNoneAre() {
        String endpoint = "quarkus.otel.exporter.otlp.endpoint";

        assertThat(TraceSettings.of(config(Map.of(), OF_AN_OPERATOR))).isEmpty();
        assertThat(TraceSettings.of(config(Map.of(endpoint, " "), OF_AN_OPERATOR)))
                .isEmpty();
        assertThat(TraceSettings.of(config(Map.of(endpoint, "http://localhost:4317/"), OF_A_DEFAULT)))
                .isEmpty();
    }

    private static Config config(Map<String, String> values, int ordinal) {
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(values, "test", ordinal))
                .build();
    }
}
