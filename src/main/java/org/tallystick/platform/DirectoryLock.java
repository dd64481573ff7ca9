package org.tallystick.platform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One process at a time uses a data directory. The lock is the operating system's, so it ends with the process however
 * that ends; the file holds the process id for whoever comes second, and is never deleted.
 */
public final class DirectoryLock {
    private static final String FILE = "lock";
    private static final int LONGEST_PID = 20;

    private final FileChannel channel;

    private DirectoryLock(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws StartFailure if another process uses the directory */
    public static DirectoryLock take(Path directory) throws IOException {
        return take(
                directory,
                holder -> "The data directory " + directory + " is in use by process " + holder
                        + "; stop that one first, or choose another directory with TALLYSTICK_DATA_DIR.");
    }

    /** @param refusal what to say if the process with this number uses it */
    public static DirectoryLock take(Path directory, UnaryOperator<String> refusal) throws IOException {
        Path file = directory.resolve(FILE);
        FileChannel channel = FileChannel.open(file, CREATE, READ, WRITE);
        if (tryLock(channel) == null) {
            String holder = read(channel);
            channel.close();
            throw new StartFailure(refusal.apply(holder));
        }
        channel.truncate(0);
        channel.write(UTF_8.encode(ProcessHandle.current().pid() + "\n"), 0);
        return new DirectoryLock(channel);
    }

    /** Whether no process, this one included, holds it now. */
    static boolean isFree(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory.resolve(FILE), CREATE, READ, WRITE)) {
            return tryLock(channel) != null;
        }
    }

    public void release() throws IOException {
        channel.close();
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static String read(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(LONGEST_PID);
        channel.read(bytes, 0);
        String pid = UTF_8.decode(bytes.flip()).toString().strip();
        return pid.isEmpty() ? "(unknown)" : pid;
    }
}
