package org.tallystick.chaos.journal;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The journal of one client: each event is in the file before the client goes on. */
public final class Journal implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SUFFIX = ".jsonl";

    private final BufferedWriter writer;

    private Journal(BufferedWriter writer) {
        this.writer = writer;
    }

    public static Journal of(Path directory, String client) throws IOException {
        Files.createDirectories(directory);
        return new Journal(Files.newBufferedWriter(directory.resolve(client + SUFFIX)));
    }

    /** @throws UncheckedIOException if it cannot be written: then the client may not go on either */
    public synchronized void write(Event event) {
        try {
            // By its declared type, so that the kind of event is written too.
            writer.write(JSON.writerFor(Event.class).writeValueAsString(event));
            writer.newLine();
            writer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }

    /** All events of all clients, each client's in order. */
    public static List<Event> readAll(Path directory) throws IOException {
        List<Event> events = new ArrayList<>();
        List<Path> files;
        try (Stream<Path> all = Files.list(directory)) {
            files = all.filter(file -> file.toString().endsWith(SUFFIX)).sorted().toList();
        }
        for (Path file : files) {
            try (BufferedReader lines = Files.newBufferedReader(file)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    events.add(JSON.readValue(line, Event.class));
                }
            }
        }
        return events;
    }
}
