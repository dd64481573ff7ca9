package org.tallystick.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The service that one would write first: see {@code src/bench/straightforward}. */
final class Straightforward {
    private static final Path JAR = Path.of("src/bench/straightforward/target/quarkus-app/quarkus-run.jar");

    private Straightforward() {}

    /** Starts it on the database of the other, whose tokens it takes. */
    static Server beside(Stand stand, Path scratch) throws IOException, InterruptedException {
        Map<String, String> environment = new HashMap<>(stand.books().asDatasource());
        environment.put(
                "MP_JWT_VERIFY_PUBLICKEY_LOCATION",
                stand.service().uri("/oauth/jwks").toString());
        return Server.start(JAR, environment, scratch.resolve("straightforward.log"));
    }
}
