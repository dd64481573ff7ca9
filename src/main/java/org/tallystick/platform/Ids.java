package org.tallystick.platform;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.time.Instant;
import java.util.UUID;

/** New ids: UUIDv7 (RFC 9562), which sort by the time they carry. */
public final class Ids {
    private static final TimeBasedEpochGenerator GENERATOR = Generators.timeBasedEpochGenerator();

    private Ids() {}

    public static UUID next() {
        return GENERATOR.generate();
    }

    /** An id that carries this instant, in milliseconds; ids made one after the other for the same one ascend. */
    public static UUID at(Instant instant) {
        return GENERATOR.construct(instant.toEpochMilli());
    }
}
