package org.tallystick.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.testing.Api;
import org.tallystick.testing.DatabaseTestResource;
import org.tallystick.testing.ServiceProcess;

/** The packaged program with all that can be watched: what rules and dashboard ask for is there; and its log is JSON if it is told so. */
class TelemetryIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Pattern SELECTED = Pattern.compile("([a-z_]+)\\{((?:[^}\"]|\"[^\"]*\")*)}");
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)(=~?|!~?)\"([^\"]*)\"");

    /** Prometheus knows them, or the dashboard's reader chooses them. */
    private static final Set<String> OF_PROMETHEUS = Set.of("job", "instance");

    @TempDir
    static Path home;

    private static ServiceProcess service;
    private static Map<String, List<Map<String, String>>> series;

    @BeforeAll
    static void watch() {
        Map<String, String> environment = new TreeMap<>();
        environment.put("TALLYSTICK_DATA_DIR", home.resolve("data").toString());
        environment.put("TALLYSTICK_OPERATOR_PASSWORD", DatabaseTestResource.OPERATOR_PASSWORD);
        environment.put("TALLYSTICK_DEMO", "false");
        environment.put("TALLYSTICK_BACKUP_DIRECTORY", home.resolve("backups").toString());
        environment.put("TALLYSTICK_VERIFICATION_EVERY", "24s");
        environment.put("QUARKUS_LOG_CONSOLE_JSON_ENABLED", "true");
        environment.put("QUARKUS_LOG_CATEGORY__ORG_TALLYSTICK_POSTING__LEVEL", "DEBUG");
        // Nobody listens there: letters wait.
        environment.put("QUARKUS_MAILER_HOST", "127.0.0.1");
        environment.put("QUARKUS_MAILER_PORT", "9");
        environment.put("QUARKUS_MAILER_FROM", "books@example.org");
        service = ServiceProcess.start(environment).awaitReady();
        RestAssured.port = service.baseUri().getPort();
        trade();
        ServiceProcess.await("verified", SOON, () -> value("tallystick_verification_last_timestamp_seconds") > 0);
        ServiceProcess.await("ready", SOON, () -> value("tallystick_ready") == 1);
        series = series();
    }

    @AfterAll
    static void stop() {
        RestAssured.reset();
        service.close();
    }

    private static void trade() {
        String operator = Api.operatorToken();
        String community = Api.community(operator);
        String alice = Api.member(operator, community, "alice", "100.00");
        Api.enrol(operator, community, "bob", "0.00");
        Api.trade(alice, community, "k1", "alice", "bob", "1.00").then().statusCode(201);
        Api.trade(alice, community, "k2", "alice", "bob", "500.00").then().statusCode(422);
    }

    @Test
    void whatTheRulesAskForIsThere() {
        assertThat(series.keySet()).containsAll(Watching.wanted(Watching.ofRules()));
    }

    @Test
    void whatTheDashboardShowsIsThere() {
        assertThat(Watching.wanted(Watching.ofDashboard())).hasSizeGreaterThan(25);
        assertThat(series.keySet()).containsAll(Watching.wanted(Watching.ofDashboard()));
    }

    @Test
    void whatThePromisesAreMeasuredByIsThere() {
        assertThat(Watching.wanted(Watching.ofPromises())).hasSizeGreaterThan(5);
        assertThat(series.keySet()).containsAll(Watching.wanted(Watching.ofPromises()));
    }

    /** A rule that selects what never is never fires. */
    @Test
    void whatIsSelectedOfThemIsThere() {
        List<String> all = new ArrayList<>(Watching.ofRules());
        all.addAll(Watching.ofDashboard());
        all.addAll(Watching.ofPromises());
        for (String expression : all) {
            SELECTED.matcher(expression).results().forEach(selected -> {
                List<MatchResult> wanted =
                        LABEL.matcher(selected.group(2)).results().toList();
                String name = selected.group(1);
                if (!Watching.wanted(List.of(name)).isEmpty() && !isOfFailuresAlone(wanted)) {
                    assertThat(series.getOrDefault(name, List.of()))
                            .as(selected.group())
                            .anyMatch(labels -> wanted.stream().allMatch(one -> has(labels, one)));
                }
            });
        }
    }

    /** Of an error of the service there is no example while it works. */
    private static boolean isOfFailuresAlone(List<MatchResult> wanted) {
        return wanted.stream().anyMatch(label -> label.group(3).equals("5.."));
    }

    private static boolean has(Map<String, String> labels, MatchResult wanted) {
        String value = labels.get(wanted.group(1));
        return OF_PROMETHEUS.contains(wanted.group(1))
                || (value != null
                        && (wanted.group(2).equals("=")
                                ? value.equals(wanted.group(3))
                                : value.matches(wanted.group(3))));
    }

    @Test
    void whatTheOperatorsDocumentNamesIsThere() {
        Set<String> named = Pattern.compile("(?m)^\\| `(tallystick_[a-z_]+)`")
                .matcher(Watching.section("## Health and metrics"))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(named).hasSizeGreaterThan(20);
        assertThat(present()).containsAll(named);
    }

    /** A summary's own name is that of its parts without their ending. */
    private static Set<String> present() {
        Set<String> present = new TreeSet<>(series.keySet());
        series.keySet().forEach(name -> present.add(name.replaceAll("_(count|sum|max|bucket)$", "")));
        return present;
    }

    @Test
    void everyLineOfTheLogIsAnObjectWithItsIdsAndThePersonWhoStartedItReadsTheRest() throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (String line : service.output().lines().toList()) {
            if (line.startsWith("{")) {
                lines.add(JSON.readTree(line));
            } else {
                others.add(line);
            }
        }

        assertThat(others).first().asString().startsWith("Tallystick listens on " + service.baseUri());
        assertThat(others).allSatisfy(line -> assertThat(line).doesNotContain("INFO", "WARN", "ERROR", "DEBUG"));
        assertThat(lines).anySatisfy(line -> {
            assertThat(line.path("message").asText()).matches("Trade \\S+ is booked");
            assertThat(line.path("level").asText()).isEqualTo("DEBUG");
            assertThat(line.path("timestamp").asText()).isNotBlank();
            assertThat(line.path("loggerName").asText()).startsWith("org.tallystick.posting");
            assertThat(line.path("mdc").path("requestId").asText()).isNotBlank();
            assertThat(line.path("message").asText())
                    .contains(line.path("mdc").path("tradeId").asText());
        });
        assertThat(lines).allSatisfy(line -> assertThat(line.has("sequence")).isFalse());
    }

    @Test
    void withoutACollectorNobodyIsAskedToTakeTraces() {
        assertThat(service.output()).doesNotContain("4317").doesNotContainIgnoringCase("otlp");
    }

    private static double value(String name) {
        return RestAssured.get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .max()
                .orElse(Double.NaN);
    }

    private static Map<String, List<Map<String, String>>> series() {
        Map<String, List<Map<String, String>>> found = new TreeMap<>();
        RestAssured.get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .forEach(line -> {
                    String name = line.replaceFirst("[{ ].*", "");
                    Map<String, String> labels = LABEL.matcher(line)
                            .results()
                            .collect(Collectors.toMap(label -> label.group(1), label -> label.group(3)));
                    found.computeIfAbsent(name, any -> new ArrayList<>()).add(labels);
                });
        return found;
    }
}
