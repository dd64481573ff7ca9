package org.tallystick.platform;

import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;

/**
 * Traces are made where the operator says whom to send them to, and nowhere else: the library's own default is an address of this
 * machine, where mostly nobody listens.
 */
final class TraceSettings {
    private static final List<String> ENDPOINTS =
            List.of("quarkus.otel.exporter.otlp.endpoint", "quarkus.otel.exporter.otlp.traces.endpoint");

    private TraceSettings() {}

    static Map<String, String> of(Config config) {
        boolean wanted = ENDPOINTS.stream().map(config::getConfigValue).anyMatch(TraceSettings::isGiven);
        return wanted ? Map.of("quarkus.otel.sdk.disabled", "false") : Map.of();
    }

    /** Defaults, which are of the least ordinals, are nobody's decision. */
    private static boolean isGiven(ConfigValue value) {
        return value.getValue() != null && !value.getValue().isBlank() && value.getSourceOrdinal() > 0;
    }
}
