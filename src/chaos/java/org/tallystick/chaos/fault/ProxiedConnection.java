package org.tallystick.chaos.fault;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.tallystick.chaos.fault.CommitCut.When;

/** One connection through a proxy: a thread a direction. */
final class ProxiedConnection {
    /** When a server whose client was forgotten is told so, as its keep-alive probes would tell it. */
    private static final Duration UNTIL_THE_SERVER_KNOWS = Duration.ofSeconds(20);

    private static final int PIECE_BYTES = 16_384;

    private final Socket client;
    private final Socket server;
    private final Passage passage;
    private final Consumer<ProxiedConnection> whenEnded;
    private final CommitWatch watch = new CommitWatch();

    private volatile boolean forgotten;
    private volatile Optional<CommitCut> answerToCut = Optional.empty();
    private int directionsLeft = Direction.values().length;

    ProxiedConnection(Socket client, Socket server, Passage passage, Consumer<ProxiedConnection> whenEnded) {
        this.client = client;
        this.server = server;
        this.passage = passage;
        this.whenEnded = whenEnded;
    }

    void start() {
        for (Direction direction : Direction.values()) {
            Thread thread = new Thread(() -> pump(direction), "proxy " + direction + " " + client.getPort());
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void pump(Direction direction) {
        try {
            Socket from = direction == Direction.TO_SERVER ? client : server;
            byte[] piece = new byte[PIECE_BYTES];
            for (int count = from.getInputStream().read(piece); count >= 0; ) {
                passage.await(direction);
                handOn(direction, piece, count);
                count = from.getInputStream().read(piece);
            }
            finish(direction);
        } catch (IOException e) {
            lose(direction);
        } finally {
            end();
        }
    }

    private void handOn(Direction direction, byte[] piece, int count) throws IOException {
        if (passage.swallows(direction)) {
            forgotten = true;
        }
        if (direction == Direction.TO_CLIENT) {
            Optional<CommitCut> lost = answerToCut;
            if (lost.isPresent()) {
                cut();
                lost.get().done();
            } else if (!forgotten) {
                client.getOutputStream().write(piece, 0, count);
            }
            return;
        }
        int commit = watch.next(piece, count);
        Optional<CommitCut> asked = commit < 0 ? Optional.empty() : passage.takeCommit();
        if (asked.isPresent() && asked.get().when() == When.BEFORE_IT_ARRIVES) {
            server.getOutputStream().write(piece, 0, commit);
            cut();
            asked.get().done();
            return;
        }
        answerToCut = asked;
        if (!forgotten) {
            server.getOutputStream().write(piece, 0, count);
        }
    }

    /** Tells the other side that nothing more comes. */
    private void finish(Direction direction) throws IOException {
        if (forgotten) {
            lose(direction);
        } else {
            (direction == Direction.TO_SERVER ? server : client).shutdownOutput();
        }
    }

    /** One side is gone without a word, and the other hears as much: of a forgotten client, late. */
    private void lose(Direction direction) {
        if (!forgotten) {
            cut();
        } else if (direction == Direction.TO_SERVER) {
            pause(UNTIL_THE_SERVER_KNOWS);
            cut();
        }
    }

    private static void pause(Duration duration) {
        try {
            Thread.sleep(duration.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void end() {
        boolean last;
        synchronized (this) {
            directionsLeft--;
            last = directionsLeft == 0;
        }
        if (last) {
            cut();
            whenEnded.accept(this);
        }
    }

    /** One direction ends in good order while the other still works. */
    void halfClose(Direction direction) {
        try {
            (direction == Direction.TO_SERVER ? server : client).shutdownOutput();
        } catch (IOException e) {
            cut();
        }
    }

    /** Resets both sides. */
    void cut() {
        reset(client);
        reset(server);
    }

    private static void reset(Socket socket) {
        try {
            if (!socket.isClosed()) {
                // Closing is then no farewell but a reset.
                socket.setSoLinger(true, 0);
                socket.close();
            }
        } catch (IOException e) {
            // It is closed already, which is all that was wanted.
        }
    }
}
