package org.tallystick.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** The service that one would write first: see {@code src/bench/straightforward}. */
final class Straightforward {
    private static final Path JAR = Path.of("src/bench/straightforward/target/quarkus-app/quarkus-run.jar");

    private Straightforward() {}

    /** Starts it on the database of the other, whose tokens it takes. */
    static Server beside(Stand stand, Path scratch) throws IOException, InterruptedException {
        return Server.start(
                JAR,
                Map.of(
                        "QUARKUS_DATASOURCE_JDBC_URL",
                        "jdbc:postgresql://127.0.0.1:" + stand.books().port() + "/tallystick",
                        "QUARKUS_DATASOURCE_USERNAME",
                        "tallystick_app",
                        "QUARKUS_DATASOURCE_PASSWORD",
                        stand.books().applicationPassword(),
                        "MP_JWT_VERIFY_PUBLICKEY_LOCATION",
                        stand.service().uri("/oauth/jwks").toString()),
                scratch.resolve("straightforward.log"));
    }
}
