package org.tallystick.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.jose4j.jwk.JsonWebKey;

/** An OpenID provider on this machine of which only the description and the keys are there. */
public final class FakeIssuer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "Fake issuer");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();

    private FakeIssuer(HttpServer server) {
        this.server = server;
    }

    /** How a path is answered. */
    public interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    public static FakeIssuer start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            FakeIssuer issuer = new FakeIssuer(server);
            server.createContext("/", issuer::answer);
            server.setExecutor(issuer.threads);
            server.start();
            return issuer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The {@code iss} of a realm. */
    public String issuer(String realm) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/realms/" + realm;
    }

    public String jwksUri(String realm) {
        return issuer(realm) + "/certs";
    }

    /** Describes a realm, and publishes its keys. */
    public void publish(String realm, List<? extends JsonWebKey> keys) {
        describe(realm, issuer(realm), jwksUri(realm));
        String set = keys.stream()
                .map(key -> key.toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY))
                .collect(Collectors.joining(",", "{\"keys\":[", "]}"));
        answer("/realms/" + realm + "/certs", set);
    }

    public void describe(String realm, String issuer, String jwksUri) {
        answer(
                "/realms/" + realm + "/.well-known/openid-configuration",
                "{\"issuer\":\"" + issuer + "\",\"jwks_uri\":\"" + jwksUri + "\"}");
    }

    public void answer(String path, String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        answer(path, exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        });
    }

    public void answer(String path, Answer answer) {
        answers.put(path, answer);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer = answers.get(exchange.getRequestURI().getPath());
            if (answer == null) {
                exchange.sendResponseHeaders(404, -1);
            } else {
                answer.to(exchange);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
