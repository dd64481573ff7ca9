package org.tallystick.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What the kernel counts of processes: Linux's /proc, in which a second has 100 ticks on every architecture we run on. */
final class CpuTime {
    private static final long MICROS_A_TICK = 10_000;
    private static final int UTIME = 11;
    private static final int CSTIME = 14;

    private CpuTime() {}

    /** Microseconds of CPU that a process has used, with its children that have ended. */
    static long of(long pid) {
        String[] fields = stat(pid);
        long ticks = 0;
        for (int i = UTIME; i <= CSTIME; i++) {
            ticks += Long.parseLong(fields[i]);
        }
        return ticks * MICROS_A_TICK;
    }

    /** The same, with all its descendants. */
    static long ofTree(long pid) {
        try (Stream<ProcessHandle> descendants = ProcessHandle.of(pid).orElseThrow().descendants()) {
            return of(pid)
                    + descendants.mapToLong(ProcessHandle::pid).map(CpuTime::ofIfThere).sum();
        }
    }

    private static long ofIfThere(long pid) {
        try {
            return of(pid);
        } catch (UncheckedIOException e) {
            return 0;
        }
    }

    /** Bytes of memory that a process has resident. */
    static long residentBytes(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The fields after the command's name, which may hold spaces itself. */
    private static String[] stat(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            return stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
