package org.tallystick.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A real Keycloak on this machine, unpacked by the profile {@code tools}, with its log in target/keycloak.log. */
public final class KeycloakServer implements AutoCloseable {
    private static final Path UNPACKED = Path.of("target", "keycloak").toAbsolutePath();
    private static final Path LOG = Path.of("target", "keycloak.log").toAbsolutePath();
    private static final Duration LONGEST_START = Duration.ofMinutes(6);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(30);
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(30);
    private static final String ADMIN = "admin";
    private static final String ADMIN_PASSWORD = "admin-of-the-tests";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final String base;

    private KeycloakServer(Process process, String base) {
        this.process = process;
        this.base = base;
    }

    /**
     * Starts it and waits until it answers.
     *
     * @param realms by name, each as Keycloak exports it
     */
    public static KeycloakServer start(Map<String, String> realms) throws IOException {
        Path home = home();
        clear(home.resolve("data"));
        Path imported = Files.createDirectories(home.resolve("data/import"));
        for (Map.Entry<String, String> realm : realms.entrySet()) {
            Files.writeString(imported.resolve(realm.getKey() + ".json"), realm.getValue());
        }
        int port = freePort();
        ProcessBuilder builder = new ProcessBuilder(
                        "bash",
                        home.resolve("bin/kc.sh").toString(),
                        "start-dev",
                        "--http-host=127.0.0.1",
                        "--http-port=" + port,
                        "--import-realm")
                .redirectErrorStream(true)
                .redirectOutput(LOG.toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("KC_") || name.startsWith("QUARKUS_"));
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("JAVA_OPTS_KC_HEAP", "-Xms64m -Xmx512m");
        environment.put("KC_BOOTSTRAP_ADMIN_USERNAME", ADMIN);
        environment.put("KC_BOOTSTRAP_ADMIN_PASSWORD", ADMIN_PASSWORD);
        KeycloakServer server = new KeycloakServer(builder.start(), "http://127.0.0.1:" + port);
        try {
            ServiceProcess.await("ready: Keycloak, see " + LOG, LONGEST_START, () -> server.isReady(realms.keySet()));
            return server;
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /** The {@code iss} of a realm. */
    public String issuer(String realm) {
        return base + "/realms/" + realm;
    }

    /** What a user gets for the password: {@code access_token}, {@code refresh_token} and {@code id_token}. */
    public JsonNode logIn(String realm, String client, String username, String password) {
        JsonNode tokens = post(
                "/realms/" + realm + "/protocol/openid-connect/token",
                Map.of(
                        "grant_type", "password",
                        "client_id", client,
                        "username", username,
                        "password", password,
                        "scope", "openid"));
        if (!tokens.has("access_token")) {
            throw new IllegalStateException("No login at Keycloak: " + tokens);
        }
        return tokens;
    }

    /** The published keys of a realm. */
    public JsonNode keys(String realm) {
        return send(HttpRequest.newBuilder(URI.create(issuer(realm) + "/protocol/openid-connect/certs")))
                .path("keys");
    }

    /** Lets a new key sign from now on; the ones before it still verify. */
    public void addKey(String realm, String name, int priority) {
        asAdmin("POST", "/admin/realms/" + realm + "/components", component(name, priority, true));
    }

    /** A key that was added neither signs nor verifies from now on. */
    public void disableKey(String realm, String name, int priority) {
        JsonNode found = asAdmin("GET", "/admin/realms/" + realm + "/components?name=" + name, "");
        String id = found.path(0).path("id").asText();
        asAdmin("PUT", "/admin/realms/" + realm + "/components/" + id, component(name, priority, false));
    }

    /** Stops it, and all the processes that it started. */
    @Override
    public void close() {
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        all.forEach(ProcessHandle::destroy);
        long end = System.nanoTime() + LONGEST_STOP.toNanos();
        for (ProcessHandle one : all) {
            try {
                one.onExit().get(Math.max(1, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                one.destroyForcibly();
            } catch (ExecutionException | TimeoutException e) {
                one.destroyForcibly();
            }
        }
    }

    private boolean isReady(Iterable<String> realms) {
        if (!process.isAlive()) {
            throw new IllegalStateException("Keycloak ended before it was ready; see " + LOG);
        }
        try {
            for (String realm : realms) {
                if (keys(realm).isEmpty()) {
                    return false;
                }
            }
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private static String component(String name, int priority, boolean enabled) {
        return """
                {"name":"%s","providerId":"rsa-generated","providerType":"org.keycloak.keys.KeyProvider",
                 "config":{"priority":["%d"],"enabled":["%3$b"],"active":["%3$b"],"algorithm":["RS256"],"keySize":["2048"]}}
                """.formatted(name, priority, enabled);
    }

    private JsonNode asAdmin(String method, String path, String body) {
        String token = post(
                        "/realms/master/protocol/openid-connect/token",
                        Map.of(
                                "grant_type",
                                "password",
                                "client_id",
                                "admin-cli",
                                "username",
                                ADMIN,
                                "password",
                                ADMIN_PASSWORD))
                .path("access_token")
                .asText();
        return send(HttpRequest.newBuilder(URI.create(base + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body)));
    }

    private JsonNode post(String path, Map<String, String> form) {
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        return send(HttpRequest.newBuilder(URI.create(base + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private JsonNode send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response =
                    http.send(request.timeout(LONGEST_ANSWER).build(), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw new IllegalStateException(
                        response.uri() + " answered " + response.statusCode() + " " + response.body());
            }
            return response.body().isEmpty() ? MissingNode.getInstance() : JSON.readTree(response.body());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Path home() throws IOException {
        if (!Files.isDirectory(UNPACKED)) {
            throw new IllegalStateException(UNPACKED + " is missing: run mvn -Ptools verify");
        }
        try (Stream<Path> entries = Files.list(UNPACKED)) {
            return entries.filter(entry -> Files.exists(entry.resolve("bin/kc.sh")))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void clear(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
