package org.tallystick.testing;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The spreadsheet of LibreOffice, without a window, under a profile of its own. */
public final class LibreOffice {
    private static final int MOST_SECONDS = 180;

    /** Commas, quotes, UTF-8, as it is shown; quotes around every text, so that texts and numbers are told apart; no formulas. */
    private static final String TO_CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,true,true";

    /** Of a file with these separators. Numbers are read as numbers, and formulas as formulas. */
    private static final String FROM_CSV = "--infilter=Text - txt - csv (StarCalc):%d,34,76,1,,0,false,true,false";

    private final Path directory;

    public LibreOffice(Path directory) {
        this.directory = directory;
    }

    /** The first sheet of a workbook, as it is shown: texts in quotes, numbers bare. */
    public String csvOf(String name, byte[] book) throws IOException, InterruptedException {
        return convert(name + ".xlsx", book, List.of());
    }

    /** A CSV file as it is shown after it was opened with this separator. */
    public String csvOf(String name, byte[] csv, char separator) throws IOException, InterruptedException {
        return convert(name + ".txt", csv, List.of(FROM_CSV.formatted((int) separator)));
    }

    private String convert(String name, byte[] content, List<String> more) throws IOException, InterruptedException {
        Path file = directory.resolve(name);
        Files.write(file, content);
        Path results = Files.createDirectories(directory.resolve("converted"));
        List<String> command = new java.util.ArrayList<>(List.of(
                "soffice",
                "-env:UserInstallation=" + directory.resolve("profile").toUri(),
                "--headless",
                "--norestore"));
        command.addAll(more);
        command.addAll(List.of("--convert-to", TO_CSV, "--outdir", results.toString(), file.toString()));
        Path log = directory.resolve("soffice.log");
        Process soffice = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(soffice.waitFor(MOST_SECONDS, TimeUnit.SECONDS))
                .as("soffice ends")
                .isTrue();
        assertThat(soffice.exitValue()).as(Files.readString(log)).isZero();
        return Files.readString(results.resolve(name.replaceAll("\\.[a-z]+$", ".csv")));
    }

    public static List<List<String>> records(String csv) {
        return CsvReader.builder().skipEmptyLines(false).ofCsvRecord(csv).stream()
                .map(CsvRecord::getFields)
                .toList();
    }
}
