package org.tallystick.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs the micro-benchmarks and writes their table. Arguments are JMH's own: the names to run, {@code -i 20}, … */
public final class Micro {
    private Micro() {}

    public static void main(String[] arguments) throws Exception {
        Path table = Files.createTempFile("tallystick-micro", ".txt");
        CommandLineOptions given = new CommandLineOptions(arguments);
        Options options = new OptionsBuilder()
                .parent(given)
                .shouldFailOnError(true)
                .resultFormat(ResultFormatType.TEXT)
                .result(table.toString())
                .build();
        new Runner(options).run();
        System.out.println("Written to " + write(Files.readString(table)));
        Files.delete(table);
    }

    private static Path write(String table) throws IOException {
        return Results.write(
                Results.today() + "-micro.md",
                "# The core alone on " + Results.today() + "\n\n" + Machine.cores() + ", Java "
                        + System.getProperty("java.version")
                        + ", one thread. Nanoseconds of one operation: mean, and half of the 99.9 % interval.\n\n```\n"
                        + table.strip() + "\n```\n");
    }
}
