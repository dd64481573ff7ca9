package org.tallystick.job;

import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.tallystick.security.Digests;

/** Takes a result as it is made, and stores it part by part. It holds one part in memory. For one thread. */
final class ResultOutput extends OutputStream {
    private final ClaimedJob job;
    private final ResultParts parts;
    private final long largest;
    private final MessageDigest digest = Digests.sha256();
    private final byte[] part = new byte[ResultParts.SIZE];
    private int filled;
    private int partNo;
    private long size;

    /** @param largest size of the whole, in bytes */
    ResultOutput(ClaimedJob job, ResultParts parts, long largest) {
        this.job = job;
        this.parts = parts;
        this.largest = largest;
    }

    @Override
    public void write(int one) {
        write(new byte[] {(byte) one}, 0, 1);
    }

    /**
     * @throws JobStopped if the job is another attempt's, or cancelled
     * @throws ResultTooLarge if the whole is larger than it may be
     */
    @Override
    public void write(byte[] bytes, int offset, int length) {
        if (length > largest - size) {
            throw new ResultTooLarge(largest);
        }
        digest.update(bytes, offset, length);
        size += length;
        int done = 0;
        while (done < length) {
            int some = Math.min(length - done, part.length - filled);
            System.arraycopy(bytes, offset + done, part, filled, some);
            filled += some;
            done += some;
            if (filled == part.length) {
                store();
            }
        }
    }

    private void store() {
        if (!parts.add(job, partNo, part, filled)) {
            throw new JobStopped(JobStopped.Cause.LOST);
        }
        partNo++;
        filled = 0;
    }

    /** Stores what is left. Nothing can be written after that. */
    ResultFile finish(String fileName, String mediaType) {
        if (filled > 0) {
            store();
        }
        return new ResultFile(fileName, mediaType, size, HexFormat.of().formatHex(digest.digest()));
    }
}
