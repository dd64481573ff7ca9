package org.tallystick.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nobody is told that something is wrong without being told what to do. */
class AlertsTest {
    private static final Pattern HEADING = Pattern.compile("(?m)^### (\\S+)$");
    private static final Pattern TESTED = Pattern.compile("alertname: (\\w+)");

    private final List<String> names = Watching.alerts().stream()
            .map(alert -> alert.path("alert").asText())
            .toList();

    @Test
    void eachAlertHasItsSectionAndEachSectionItsAlert() {
        String chapter = Watching.section("## When an alert fires");

        assertThat(HEADING.matcher(chapter).results().map(found -> found.group(1)))
                .containsExactlyInAnyOrderElementsOf(names)
                .hasSizeGreaterThan(15);
    }

    @Test
    void eachSaysWhatIsWrongHowGraveItIsAndWhereToReadOn() {
        assertThat(Watching.alerts()).allSatisfy(alert -> {
            JsonNode annotations = alert.path("annotations");
            String name = alert.path("alert").asText();
            assertThat(annotations.path("summary").asText()).as(name).isNotBlank();
            assertThat(annotations.path("description").asText()).as(name).endsWith(".");
            assertThat(annotations.path("runbook").asText())
                    .isEqualTo("docs/operations.md#" + name.toLowerCase(Locale.ROOT));
            assertThat(alert.path("labels").path("severity").asText()).as(name).isIn("page", "ticket");
        });
        assertThat(names).doesNotHaveDuplicates();
    }

    @Test
    void eachIsTestedByPromtool() throws IOException {
        String tests = Files.readString(Watching.FOLDER.resolve("alerts_test.yaml"));
        Set<String> tested = Set.copyOf(TESTED.matcher(tests)
                .results()
                .map(MatchResult::group)
                .map(AlertsTest::name)
                .toList());

        assertThat(tested).containsExactlyInAnyOrderElementsOf(names);
    }

    private static String name(String found) {
        return found.substring(found.indexOf(' ') + 1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "up == 0;up",
                "sum by (le, code) (rate(a_total{x=\"b_total\",y=~\"c.*\"}[5m]));a_total",
                "a:b:c > 14.4 * 0.001 and d_e offset 1h;a:b:c d_e",
                "time() - max(a_seconds) > 2 * 86400;a_seconds",
                "topk(10, a / on (instance) group_left (path) b);a b",
                "avg_over_time((max(a) <= bool 10)[30d:5m]);a",
            })
    void whatAnExpressionIsAboutIsFound(String expression, String series) {
        assertThat(PromQl.series(expression)).containsExactlyInAnyOrder(series.split(" "));
    }
}
