package org.tallystick.chaos.overload;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Connections that are not used as they are meant to be. */
final class Sockets implements AutoCloseable {
    private static final int SMALL_BYTES = 4_096;

    private final List<SocketChannel> open = new ArrayList<>();
    private final int opened;

    Sockets(InetSocketAddress address, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            SocketChannel channel = SocketChannel.open();
            channel.setOption(StandardSocketOptions.SO_RCVBUF, SMALL_BYTES);
            channel.connect(address);
            channel.configureBlocking(false);
            open.add(channel);
        }
        this.opened = count;
    }

    int opened() {
        return opened;
    }

    int stillOpen() {
        return open.size();
    }

    /** Says the same on each; those that the service has ended are let go. */
    void say(String text) {
        each(channel -> channel.write(ByteBuffer.wrap(text.getBytes(ISO_8859_1))) >= 0);
    }

    /** Lets go of those that the service has ended; what it says is not listened to. */
    void notice() {
        ByteBuffer ignored = ByteBuffer.allocate(SMALL_BYTES);
        each(channel -> channel.read(ignored.clear()) >= 0);
    }

    private interface Use {
        boolean of(SocketChannel channel) throws IOException;
    }

    private void each(Use use) {
        for (Iterator<SocketChannel> all = open.iterator(); all.hasNext(); ) {
            SocketChannel channel = all.next();
            boolean alive;
            try {
                alive = use.of(channel);
            } catch (IOException e) {
                alive = false;
            }
            if (!alive) {
                close(channel);
                all.remove();
            }
        }
    }

    private static void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        open.forEach(Sockets::close);
    }
}
