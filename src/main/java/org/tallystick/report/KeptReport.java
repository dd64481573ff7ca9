package org.tallystick.report;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import org.tallystick.problem.Problem;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;

/**
 * A report in a file of its own, which only the service's user reads: so that no connection is held while a slow reader takes its
 * time, and what goes wrong is answered before anything is sent. Gone when closed.
 */
final class KeptReport implements AutoCloseable {
    private static final long MOST_BYTES = 512L << 20;
    private static final int BUFFER_BYTES = 65_536;

    private final FileChannel file;

    private KeptReport(FileChannel file) {
        this.file = file;
    }

    /** What is written into it. */
    @FunctionalInterface
    interface Writing {
        void to(OutputStream out) throws IOException;
    }

    /**
     * The file has no name from its opening on where the system allows that: it is gone too if nobody comes to read it.
     *
     * @throws ProblemException {@code malformed} for one that is too long to be kept
     */
    static KeptReport of(Writing writing) throws IOException {
        return of(MOST_BYTES, writing);
    }

    /** @param mostBytes that it may have */
    static KeptReport of(long mostBytes, Writing writing) throws IOException {
        KeptReport kept = new KeptReport(FileChannel.open(
                Files.createTempFile("report-", ".part"),
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE));
        try {
            OutputStream out =
                    new BufferedOutputStream(new Bounded(mostBytes, Channels.newOutputStream(kept.file)), BUFFER_BYTES);
            writing.to(out);
            out.flush();
        } catch (IOException | RuntimeException e) {
            kept.close();
            throw e;
        }
        return kept;
    }

    long length() throws IOException {
        return file.size();
    }

    void copyTo(OutputStream out) throws IOException {
        fromTheBeginning().transferTo(out);
    }

    /** One at a time: the file has one place at which it is read. */
    InputStream fromTheBeginning() throws IOException {
        file.position(0);
        return Channels.newInputStream(file);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /** Takes so many bytes and no more. */
    private static final class Bounded extends FilterOutputStream {
        private final long most;
        private long left;

        Bounded(long most, OutputStream out) {
            super(out);
            this.most = most;
            this.left = most;
        }

        @Override
        public void write(int b) throws IOException {
            take(1);
            out.write(b);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            take(length);
            out.write(bytes, from, length);
        }

        private void take(long more) {
            left -= more;
            if (left < 0) {
                throw Problem.ofField(
                                ProblemType.MALFORMED,
                                "from",
                                "too-long",
                                "gives a report of more than " + (most >> 20)
                                        + " MiB; choose a shorter period, or ask for an export")
                        .asException();
            }
        }
    }
}
