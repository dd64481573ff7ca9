package org.tallystick.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Other people's programs, as {@code .ci/install-tools} installs them; one that is missing is a failure. */
public final class Tool {
    private static final long MOST_MINUTES = 8;

    private Tool() {}

    /** Runs it in this folder, which is its home too, and answers what it prints. */
    public static String run(Path folder, String... command) {
        Result result = result(folder, command);
        assertThat(result.status())
                .as("%s said: %s %s", List.of(command), result.output(), result.errors())
                .isZero();
        return result.output();
    }

    public record Result(int status, String output, String errors) {}

    public static Result result(Path folder, String... command) {
        try {
            Path output = Files.createTempFile(folder, "output", ".txt");
            Path errors = Files.createTempFile(folder, "errors", ".txt");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectOutput(output.toFile())
                    .redirectError(errors.toFile());
            builder.environment().put("HOME", folder.toString());
            builder.environment().put("LC_ALL", "C.UTF-8");
            Process process = builder.start();
            if (!process.waitFor(MOST_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError(List.of(command) + " does not end");
            }
            return new Result(process.exitValue(), read(output), read(errors));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static String read(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }
}
