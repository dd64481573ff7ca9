package org.tallystick.bench;

import org.tallystick.testing.Arguments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Measures what becomes of every operation as the books grow: from 10,000 entries to {@code --largest N} (10,000,000),
 * {@code --seconds N} (10) for each figure. Table and plot are written anew after each size. {@code --only N} measures one
 * size, and leaves the others as they were measured last.
 */
public final class Growth {
    private Growth() {}

    public static void main(String[] arguments) throws Exception {
        List<String> given = List.of(arguments);
        int largest = Arguments.number(given, "--largest", 10_000_000);
        int seconds = Arguments.number(given, "--seconds", 10);
        int only = Arguments.number(given, "--only", 0);
        Sizes measured = only > 0 ? Sizes.kept() : Sizes.none();
        for (Size size : Size.upTo(only > 0 ? only : largest)) {
            if (only > 0 && size.entries() != only) {
                continue;
            }
            System.err.println(size);
            measured = measured.with(measure(size, seconds));
            measured.keep();
            Path table = new GrowthReport(measured.all(), seconds).write();
            System.err.println("Written to " + table + " and " + new GrowthPlot(measured.all()).write());
        }
        System.out.println(new GrowthReport(measured.all(), seconds).text());
    }

    /** Large books leave nothing behind; what has failed can be looked at. */
    private static Grown measure(Size size, int seconds) throws Exception {
        Path scratch = Files.createTempDirectory("tallystick-growth");
        Grown grown = OneSize.measure(size, seconds, scratch);
        delete(scratch);
        return grown;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
