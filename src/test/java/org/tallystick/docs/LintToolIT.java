package org.tallystick.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Files that no compiler reads, read by linters. */
@Tag("tools")
class LintToolIT {

    @Test
    void shellcheckFindsNothing() throws Exception {
        assertSilent(
                "shellcheck",
                ".ci/run",
                ".ci/install-tools",
                "src/chaos/drill",
                "src/main/docker/make-roles",
                "src/main/docker/train");
    }

    @Test
    void yamllintFindsNothing() throws Exception {
        String rules = "{extends: relaxed, rules: {line-length: disable}}";
        assertSilent("yamllint", "--strict", "-d", rules, "openapi.yaml", "compose.yaml", "k8s", "src/main");
    }

    @Test
    void dockerfileUtilsFindsNothing() throws Exception {
        assertSilent("dockerfile-utils", "lint", "src/main/docker/Dockerfile.jvm");
    }

    private static void assertSilent(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).isEmpty();
    }
}
