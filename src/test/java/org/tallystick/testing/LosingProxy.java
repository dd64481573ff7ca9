package org.tallystick.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Stands between a client and a server of this machine, and loses what they say to each other, as a network does whose other end is
 * gone: nothing is closed, and nobody is told.
 */
public final class LosingProxy implements AutoCloseable {
    private static final int BUFFER_BYTES = 65_536;

    private final ServerSocket listener;
    private final int target;
    private final Set<Passage> passages = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean losesAnswerOfCommit = new AtomicBoolean();
    private volatile boolean losesAll;

    private LosingProxy(ServerSocket listener, int target) {
        this.listener = listener;
        this.target = target;
    }

    /** One connection: what is lost on it stays lost, whatever becomes of the others. */
    private static final class Passage {
        private final Socket client;
        private final Socket server;
        private volatile boolean losesAnswers;
        private volatile boolean losesAll;

        Passage(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }
    }

    /** @param target the port of the server */
    public static LosingProxy before(int target) throws IOException {
        LosingProxy proxy = new LosingProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), target);
        start(proxy::accept);
        return proxy;
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** The next COMMIT that is spelled out (a driver's first one of a connection) is done, and nothing is heard of it. */
    public void loseAnswerOfNextCommit() {
        losesAnswerOfCommit.set(true);
    }

    /** From now on everything is lost, on connections that are there and on new ones. */
    public void loseAll() {
        losesAll = true;
        passages.forEach(passage -> passage.losesAll = true);
    }

    /** New connections work again; on the old ones nothing is heard any more. */
    public void recover() {
        losesAll = false;
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Passage passage = new Passage(client, new Socket(InetAddress.getLoopbackAddress(), target));
                passage.losesAll = losesAll;
                passages.add(passage);
                start(() -> carry(passage, passage.client, passage.server, true));
                start(() -> carry(passage, passage.server, passage.client, false));
            } catch (IOException e) {
                // It is closed, or the client is gone again.
            }
        }
    }

    private void carry(Passage passage, Socket from, Socket to, boolean fromClient) {
        byte[] buffer = new byte[BUFFER_BYTES];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (fromClient
                        && new String(buffer, 0, read, ISO_8859_1).contains("COMMIT")
                        && losesAnswerOfCommit.compareAndSet(true, false)) {
                    passage.losesAnswers = true;
                }
                boolean lost = passage.losesAll || (!fromClient && passage.losesAnswers);
                if (!lost) {
                    out.write(buffer, 0, read);
                }
            }
        } catch (IOException e) {
            // One end is gone. What the other hears of it depends on whether it is lost.
        }
        if (!passage.losesAll && !passage.losesAnswers) {
            close(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "losing-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        passages.forEach(passage -> {
            close(passage.client);
            close(passage.server);
        });
    }
}
