package org.tallystick.telemetry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What is written for Prometheus and Grafana, as they read it. */
final class Watching {
    static final Path FOLDER = Path.of("src", "main", "telemetry");

    /** Prometheus makes it itself, of whether it was answered. */
    private static final String UP = "up";

    private static final Path OPERATIONS = Path.of("docs", "operations.md");
    private static final Pattern CODE = Pattern.compile("`([^`]*)`");

    private Watching() {}

    private static JsonNode rules() {
        try {
            return new ObjectMapper(new YAMLFactory())
                    .readTree(FOLDER.resolve("alerts.yaml").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<JsonNode> rulesWith(String field) {
        return StreamSupport.stream(rules().path("groups").spliterator(), false)
                .flatMap(group -> StreamSupport.stream(group.path("rules").spliterator(), false))
                .filter(rule -> rule.has(field))
                .toList();
    }

    static List<JsonNode> alerts() {
        return rulesWith("alert");
    }

    /** What the rules call their own series. */
    static Set<String> recorded() {
        return rulesWith("record").stream()
                .map(rule -> rule.path("record").asText())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** All expressions of the rules. */
    static List<String> ofRules() {
        return rulesWith("expr").stream()
                .map(rule -> rule.path("expr").asText())
                .toList();
    }

    /** All expressions of the dashboard. */
    static List<String> ofDashboard() {
        try {
            JsonNode dashboard =
                    new ObjectMapper().readTree(FOLDER.resolve("dashboard.json").toFile());
            return dashboard.findValuesAsText("expr");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those that say how a promise is measured. */
    static List<String> ofPromises() {
        List<String> expressions = new ArrayList<>();
        for (String line : section("### What is promised").split("\n")) {
            Matcher code = CODE.matcher(line.startsWith("| ") ? line.replace("\\|", "|") : "");
            while (code.find()) {
                if (code.group(1).contains("[30d")) {
                    expressions.add(code.group(1));
                }
            }
        }
        return expressions;
    }

    /** The series that the service has to have. */
    static Set<String> wanted(List<String> expressions) {
        Set<String> wanted = new TreeSet<>();
        expressions.forEach(expression -> wanted.addAll(PromQl.series(expression)));
        wanted.removeAll(recorded());
        wanted.remove(UP);
        return wanted;
    }

    /** A chapter of the operator's document, down to the next of its rank. */
    static String section(String heading) {
        try {
            String text = Files.readString(OPERATIONS);
            String rank = heading.substring(0, heading.indexOf(' ') + 1);
            int start = text.indexOf("\n" + heading);
            int end = text.indexOf("\n" + rank, start + 1);
            return text.substring(start, end < 0 ? text.length() : end);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
