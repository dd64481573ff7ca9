package org.tallystick.status;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/** Where the service is asked how it stands: as an argument says, or as the service itself is configured. */
final class StatusAddress {
    private static final String PATH = "/q/status";
    private static final int DEFAULT_PORT = 8080;
    private static final List<String> ALL_ADDRESSES = List.of("0.0.0.0", "::", "[::]");

    private StatusAddress() {}

    /** Nothing if it cannot be told from the arguments and the configuration. */
    static Optional<URI> of(Config config, String... args) {
        return args.length == 0 ? configured(config) : given(args);
    }

    private static Optional<URI> given(String... args) {
        try {
            URI service = URI.create(args[0]);
            boolean known = "http".equals(service.getScheme()) || "https".equals(service.getScheme());
            return args.length == 1 && known && service.getHost() != null
                    ? Optional.of(service.resolve(PATH))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<URI> configured(Config config) {
        int port = config.getOptionalValue("quarkus.http.port", Integer.class).orElse(DEFAULT_PORT);
        String host = config.getOptionalValue("quarkus.http.host", String.class)
                .filter(name -> !ALL_ADDRESSES.contains(name))
                .orElse("127.0.0.1");
        // The system chose the port, and told the service alone.
        return port == 0
                ? Optional.empty()
                : Optional.of(
                        URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port + PATH));
    }
}
