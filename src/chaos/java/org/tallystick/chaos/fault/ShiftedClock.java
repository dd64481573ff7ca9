package org.tallystick.chaos.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.tallystick.chaos.fault.Commands.Ended;

/** The wall clock of one service, which runs as the machine's does but can be set to another time. */
final class ShiftedClock {
    private static final Path SOURCE = Path.of("src/chaos/c/shifted_clock.c");

    private final Path library;
    private final Path file;

    private ShiftedClock(Path library, Path file) {
        this.library = library;
        this.file = file;
    }

    /** Makes what a process loads to have such a clock; empty if this machine has no compiler. */
    static Optional<Path> compile(Path scratch) throws IOException, InterruptedException {
        Path library = scratch.resolve("shifted_clock.so").toAbsolutePath();
        if (!Commands.attempt("sh", "-c", "command -v gcc").well()) {
            return Optional.empty();
        }
        Ended compiled = Commands.attempt(
                "gcc", "-O2", "-Wall", "-shared", "-fPIC", "-o", library.toString(), SOURCE.toString());
        if (!compiled.well()) {
            throw new IOException(SOURCE + " does not compile: " + compiled.output());
        }
        return Optional.of(library);
    }

    static ShiftedClock of(Path library, Path file) throws IOException {
        ShiftedClock clock = new ShiftedClock(library, file.toAbsolutePath());
        Files.write(clock.file, new byte[Long.BYTES]);
        return clock;
    }

    /** With which a process is started that shall have this clock. */
    Map<String, String> environment() {
        return Map.of("LD_PRELOAD", library.toString(), "SHIFTED_CLOCK", file.toString());
    }

    /** Whether the process goes by it. */
    boolean isThatOf(long process) throws IOException {
        Path mappings = Path.of("/proc", String.valueOf(process), "maps");
        return Files.exists(mappings) && Files.readString(mappings).contains(file.toString());
    }

    /** Sets it to be that far from the machine's, which is the past if negative; in whole seconds. */
    void shift(Duration by) {
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder());
        bytes.putLong(by.toSeconds()).flip();
        // The file must stay the same one, for the process has it mapped.
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(bytes, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
