package org.tallystick.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/** A CSV file with a header (RFC 4180, UTF-8), read record by record. */
public final class CsvFile {
    private CsvFile() {}

    /**
     * Hands over every record. A header that lacks a column or has another, and a file that is not CSV, are errors.
     *
     * @param required columns that must be there
     * @param optional columns that may be there
     */
    public static void read(
            Path path,
            String name,
            List<String> required,
            List<String> optional,
            RowErrors errors,
            Consumer<NamedCsvRecord> each) {
        try (InputStream file = Files.newInputStream(path)) {
            read(file, name, required, optional, errors, each);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same of a file that is in memory, or comes from elsewhere. */
    public static void read(
            InputStream file,
            String name,
            List<String> required,
            List<String> optional,
            RowErrors errors,
            Consumer<NamedCsvRecord> each) {
        try (Reader reader = new InputStreamReader(
                        file,
                        StandardCharsets.UTF_8
                                .newDecoder()
                                .onMalformedInput(CodingErrorAction.REPORT)
                                .onUnmappableCharacter(CodingErrorAction.REPORT));
                CsvReader<NamedCsvRecord> csv = CsvReader.builder()
                        .detectBomHeader(false)
                        .skipEmptyLines(true)
                        .ofNamedCsvRecord(skipByteOrderMark(reader))) {
            Iterator<NamedCsvRecord> records = csv.iterator();
            boolean first = true;
            while (records.hasNext()) {
                NamedCsvRecord record = records.next();
                if (first && !headerIsRight(record.getHeader(), name, required, optional, errors)) {
                    return;
                }
                first = false;
                each.accept(record);
            }
        } catch (CsvParseException e) {
            errors.add(name, lineIn(e), "", "malformed", reason(e));
        } catch (CharacterCodingException e) {
            errors.add(name, 1, "", "malformed", "is not UTF-8 throughout");
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof CharacterCodingException) {
                errors.add(name, 1, "", "malformed", "is not UTF-8 throughout");
            } else {
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Reader skipByteOrderMark(Reader reader) throws IOException {
        java.io.PushbackReader pushback = new java.io.PushbackReader(reader, 1);
        int first = pushback.read();
        if (first >= 0 && first != '\uFEFF') {
            pushback.unread(first);
        }
        return pushback;
    }

    private static boolean headerIsRight(
            List<String> header, String name, List<String> required, List<String> optional, RowErrors errors) {
        List<String> missing = new ArrayList<>(required);
        missing.removeAll(header);
        List<String> unknown = new ArrayList<>(header);
        unknown.removeAll(required);
        unknown.removeAll(optional);
        missing.forEach(column -> errors.add(name, 1, column, "required", "is missing from the header"));
        unknown.forEach(column -> errors.add(name, 1, column, "unknown-field", "is not a column of this file"));
        if (new HashSet<>(header).size() < header.size()) {
            errors.add(name, 1, "", "malformed", "names a column twice");
        }
        return missing.isEmpty() && unknown.isEmpty() && new HashSet<>(header).size() == header.size();
    }

    private static long lineIn(CsvParseException e) {
        var digits = java.util.regex.Pattern.compile("line (\\d+)").matcher(String.valueOf(e.getMessage()));
        return digits.find() ? Long.parseLong(digits.group(1)) : 1;
    }

    private static String reason(CsvParseException e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return "is not well-formed CSV: " + cause.getMessage();
    }
}
