package org.tallystick.chaos.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/** Stands between a service and its database, both on this machine, and does to their connections what networks do. */
final class TcpProxy implements AutoCloseable {
    private static final int BACKLOG = 128;
    private static final int CONNECT_MILLIS = 2_000;

    private final ServerSocket listener;
    private final InetSocketAddress target;
    private final Passage passage = new Passage();
    private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();

    private TcpProxy(ServerSocket listener, InetSocketAddress target) {
        this.listener = listener;
        this.target = target;
    }

    /** @param port where it listens; 0 for any free one */
    static TcpProxy start(int port, InetSocketAddress target) throws IOException {
        ServerSocket listener = new ServerSocket();
        listener.setReuseAddress(true);
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
        TcpProxy proxy = new TcpProxy(listener, target);
        Thread thread = new Thread(proxy::accept, "proxy on " + listener.getLocalPort());
        thread.setDaemon(true);
        thread.start();
        return proxy;
    }

    int port() {
        return listener.getLocalPort();
    }

    Passage passage() {
        return passage;
    }

    int open() {
        return connections.size();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                connect(listener.accept());
            } catch (IOException e) {
                // The listener is closed, or this one client is gone again.
            }
        }
    }

    private void connect(Socket client) throws IOException {
        Socket server = new Socket();
        try {
            server.connect(target, CONNECT_MILLIS);
            server.setTcpNoDelay(true);
            client.setTcpNoDelay(true);
        } catch (IOException e) {
            // A server that is away takes no connection, so this one is taken back.
            client.setSoLinger(true, 0);
            client.close();
            server.close();
            return;
        }
        ProxiedConnection connection = new ProxiedConnection(client, server, passage, connections::remove);
        connections.add(connection);
        connection.start();
    }

    /**
     * Resets open connections, each with the same chance.
     *
     * @param share between 0 and 1: all of them
     * @return how many
     */
    int cut(double share, RandomGenerator random) {
        List<ProxiedConnection> chosen = connections.stream()
                .filter(connection -> random.nextDouble() < share)
                .toList();
        chosen.forEach(ProxiedConnection::cut);
        return chosen.size();
    }

    /** @return those that were open */
    List<ProxiedConnection> halfCloseAll(Direction direction) {
        List<ProxiedConnection> chosen = List.copyOf(connections);
        chosen.forEach(connection -> connection.halfClose(direction));
        return chosen;
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            passage.clear();
            connections.forEach(ProxiedConnection::cut);
        }
    }
}
