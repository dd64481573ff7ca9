package org.tallystick.platform;

import io.quarkus.vertx.http.HttpServer;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What a person sees when the service has started: where it listens, where its data are, and what to try first. */
@Singleton
class Banner {
    private final TallystickConfig config;
    private final HttpServer server;
    private final String host;
    private final String jdbcUrl;
    private final Instance<BannerLines> more;

    Banner(
            TallystickConfig config,
            HttpServer server,
            @ConfigProperty(name = "quarkus.http.host") String host,
            @ConfigProperty(name = DatabaseSettings.JDBC_URL) String jdbcUrl,
            @Any Instance<BannerLines> more) {
        this.config = config;
        this.server = server;
        this.host = host;
        this.jdbcUrl = jdbcUrl;
        this.more = more;
    }

    void show() {
        boolean everywhere = host.equals("0.0.0.0");
        String url = "http://" + (everywhere ? "localhost" : host) + ":" + server.getPort();
        List<String> lines = new ArrayList<>();
        lines.add("Tallystick listens on " + url + (everywhere ? " (on every address of this machine)" : ""));
        lines.add("Its data are in " + place());
        more.stream().map(bean -> bean.lines(url)).forEach(lines::addAll);
        Console.say(lines);
    }

    private String place() {
        if (config.embedded()) {
            return config.dataDir().toAbsolutePath().normalize().toString();
        }
        // What follows the question mark can hold a password.
        return jdbcUrl.replaceFirst("\\?.*", "").replaceFirst("^jdbc:", "");
    }
}
