package org.tallystick.chaos.overload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Many callers at once, on as few threads as keep the service the one that is busy. */
final class Crowd {
    private static final int THREADS = 2;
    private static final long SELECT_MILLIS = 100;

    private final InetSocketAddress address;
    private final String token;
    private final int accounts;

    Crowd(InetSocketAddress address, String token, int accounts) {
        this.address = address;
        this.token = token;
        this.accounts = accounts;
    }

    /** What came of one run. */
    record Run(Tally tally, double seconds) {
        double acceptedPerSecond() {
            return tally.accepted() / seconds;
        }

        double answeredPerSecond() {
            return (tally.accepted() + tally.turnedAway()) / seconds;
        }
    }

    /** Calls for so long; what is not answered at the end is not waited for. */
    Run call(int connections, int seconds, String run) throws InterruptedException {
        List<Tally> tallies = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        long begun = System.nanoTime();
        long end = begun + TimeUnit.SECONDS.toNanos(seconds);
        for (int i = 0; i < THREADS; i++) {
            Tally tally = new Tally();
            Trades trades = new Trades(token, run + "-" + i, accounts);
            int part = connections / THREADS + (i < connections % THREADS ? 1 : 0);
            Thread thread = new Thread(() -> call(part, end, trades, tally), "callers-" + i);
            thread.start();
            tallies.add(tally);
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return new Run(Tally.sum(tallies), (System.nanoTime() - begun) / 1e9);
    }

    private void call(int connections, long end, Trades trades, Tally tally) {
        try (Selector selector = Selector.open()) {
            for (int i = 0; i < connections; i++) {
                connect(selector, trades, tally);
            }
            while (System.nanoTime() < end) {
                selector.select(SELECT_MILLIS);
                for (SelectionKey key : selector.selectedKeys()) {
                    if (!((Caller) key.attachment()).goOn(key)) {
                        key.channel().close();
                        connect(selector, trades, tally);
                    }
                }
                selector.selectedKeys().clear();
            }
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void connect(Selector selector, Trades trades, Tally tally) throws IOException {
        SocketChannel channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.connect(address);
        channel.register(
                selector,
                SelectionKey.OP_CONNECT | SelectionKey.OP_READ | SelectionKey.OP_WRITE,
                new Caller(channel, trades, tally));
    }
}
