package org.tallystick.telemetry;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.system.DiskSpaceMetrics;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.tallystick.platform.TallystickConfig;

/**
 * How much room is left where this process writes: beside the embedded database; with a server elsewhere, whose disk is watched
 * there, where imports are unpacked.
 */
@ApplicationScoped
class WatchDisk {
    private final Path directory;
    private final MeterRegistry registry;

    WatchDisk(
            TallystickConfig config,
            @ConfigProperty(name = "java.io.tmpdir") String temporary,
            MeterRegistry registry) {
        this.directory = config.embedded() ? config.dataDir() : Path.of(temporary);
        this.registry = registry;
    }

    void start(@Observes StartupEvent event) {
        new DiskSpaceMetrics(directory.toFile()).bindTo(registry);
    }
}
