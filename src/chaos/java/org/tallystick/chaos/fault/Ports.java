package org.tallystick.chaos.fault;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Addresses that stay what they are while whoever listens there comes and goes. They lie below those that the system gives to
 * outgoing connections, one of which would otherwise take the place of a service that is away for a moment.
 */
public final class Ports {
    private static final int FIRST = 20_000;
    private static final int LAST = 32_000;
    private static final int ATTEMPTS = 1_000;

    private Ports() {}

    public static List<Integer> free(int wanted) {
        List<Integer> found = new ArrayList<>();
        for (int attempt = 0; found.size() < wanted && attempt < ATTEMPTS; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
            if (!found.contains(port) && isFree(port)) {
                found.add(port);
            }
        }
        if (found.size() < wanted) {
            throw new IllegalStateException("There are no " + wanted + " free ports between " + FIRST + " and " + LAST);
        }
        return found;
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
