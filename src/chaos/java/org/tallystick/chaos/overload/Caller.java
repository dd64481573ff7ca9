package org.tallystick.chaos.overload;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Locale;

/** One connection that sends, waits for the answer, and sends again at once, whatever it was told. */
final class Caller {
    private static final int LARGEST_ANSWER_BYTES = 8_192;
    private static final String LENGTH = "\r\ncontent-length: ";
    private static final int CREATED = 201;
    private static final int UNAVAILABLE = 503;

    private final SocketChannel channel;
    private final Trades trades;
    private final Tally tally;
    private final ByteBuffer in = ByteBuffer.allocate(LARGEST_ANSWER_BYTES);
    private ByteBuffer out;
    private long sentAt;

    Caller(SocketChannel channel, Trades trades, Tally tally) {
        this.channel = channel;
        this.trades = trades;
        this.tally = tally;
        this.out = trades.next();
        this.sentAt = System.nanoTime();
    }

    /** Goes on where the network lets it; false once the connection is of no more use. */
    boolean goOn(SelectionKey key) {
        try {
            if (key.isConnectable()) {
                channel.finishConnect();
                sentAt = System.nanoTime();
            }
            if (key.isReadable() && !read()) {
                tally.cutOff();
                return false;
            }
            if (out.hasRemaining()) {
                channel.write(out);
            }
            key.interestOps(out.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
            return true;
        } catch (IOException e) {
            tally.cutOff();
            return false;
        }
    }

    private boolean read() throws IOException {
        int read = channel.read(in);
        if (read < 0) {
            return false;
        }
        String answer = new String(in.array(), 0, in.position(), ISO_8859_1);
        int head = answer.indexOf("\r\n\r\n");
        if (head < 0) {
            return in.hasRemaining();
        }
        String headers = answer.substring(0, head + 2).toLowerCase(Locale.ROOT);
        int at = headers.indexOf(LENGTH);
        int length = at < 0
                ? 0
                : Integer.parseInt(
                        headers, at + LENGTH.length(), headers.indexOf("\r\n", at + LENGTH.length()), 10);
        if (in.position() < head + 4 + length) {
            return in.hasRemaining();
        }
        count(Integer.parseInt(headers, "http/1.1 ".length(), "http/1.1 ".length() + 3, 10), headers);
        in.clear();
        out = trades.next();
        sentAt = System.nanoTime();
        return true;
    }

    private void count(int status, String headers) {
        long nanos = System.nanoTime() - sentAt;
        if (status == CREATED) {
            tally.accepted(nanos);
        } else if (status == UNAVAILABLE) {
            tally.turnedAway(nanos, headers.contains("\r\nretry-after: "));
        } else {
            tally.other(status);
        }
    }
}
