package org.tallystick.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.testing.Tool;

/** The rules, in the eyes of Prometheus's own tool: that they are rules, and that each fires when it should, and only then. */
@Tag("tools")
class AlertsToolIT {
    private static final String CASE = "\n  - name:";

    @TempDir
    Path folder;

    @BeforeEach
    void copy() throws IOException {
        for (String name : new String[] {"alerts.yaml", "alerts_test.yaml", "prometheus.yml"}) {
            Files.copy(Watching.FOLDER.resolve(name), folder.resolve(name));
        }
    }

    @Test
    void theConfigurationAndTheRulesAreValid() {
        assertThat(Tool.run(folder, "promtool", "check", "rules", "alerts.yaml"))
                .contains("SUCCESS");
        assertThat(Tool.run(folder, "promtool", "check", "config", "prometheus.yml"))
                .contains("SUCCESS");
    }

    @Test
    void eachAlertFiresWhenItShouldAndIsSilentWhenItShouldNot() {
        assertThat(Tool.run(folder, "promtool", "test", "rules", "alerts_test.yaml"))
                .contains("SUCCESS")
                .doesNotContain("FAILED");
    }

    /** By the first case alone: all of them take a minute. */
    @Test
    void aRuleThatFiresTooLateIsFound() throws IOException {
        String cases = Files.readString(folder.resolve("alerts_test.yaml"));
        int second = cases.indexOf(CASE, cases.indexOf(CASE) + 1);
        Files.writeString(folder.resolve("first_test.yaml"), cases.substring(0, second) + "\n");
        assertThat(Tool.run(folder, "promtool", "test", "rules", "first_test.yaml"))
                .contains("SUCCESS");

        Path rules = folder.resolve("alerts.yaml");
        Files.writeString(rules, Files.readString(rules).replace("for: 2m", "for: 20m"));

        assertThat(Tool.result(folder, "promtool", "test", "rules", "first_test.yaml")
                        .status())
                .isNotZero();
    }

    @Test
    void howAPromiseIsMeasuredIsAnExpression() throws IOException {
        StringBuilder rules = new StringBuilder("groups:\n  - name: promises\n    rules:\n");
        for (String expression : Watching.ofPromises()) {
            rules.append("      - record: promise\n        expr: '")
                    .append(expression.replace("'", "''"))
                    .append("'\n");
        }
        Files.writeString(folder.resolve("promises.yaml"), rules);

        assertThat(Watching.ofPromises()).hasSize(7);
        assertThat(Tool.result(folder, "promtool", "check", "rules", "--lint=none", "promises.yaml")
                        .errors())
                .isEmpty();
    }
}
