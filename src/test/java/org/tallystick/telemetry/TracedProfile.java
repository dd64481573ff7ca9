package org.tallystick.telemetry;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** The service with everything on by which it is watched, and nothing sent anywhere. */
public class TracedProfile implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "quarkus.otel.sdk.disabled", "false",
                "quarkus.otel.exporter.otlp.enabled", "false",
                "quarkus.log.category.\"org.tallystick.posting\".level", "DEBUG");
    }
}
