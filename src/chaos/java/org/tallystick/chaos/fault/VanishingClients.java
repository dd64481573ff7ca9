package org.tallystick.chaos.fault;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/** Clients that send a payment and are gone, that are gone in the middle of a request, and that ask much and read nothing. */
final class VanishingClients implements Fault {
    private static final int OF_EACH = 20;
    private static final int QUESTIONS = 400;
    private static final String BODY =
            "{\"payer\":\"p1\",\"payee\":\"p2\",\"amount\":\"0.01\",\"description\":\"vanishing\"}";

    @Override
    public String kind() {
        return "vanishing-clients";
    }

    @Override
    public Effect inject(Installation installation, SplittableRandom random) throws Exception {
        Instance service = installation.anyService(random);
        long millis = Chance.millis(random, 1_000, 3_000);
        String token = installation.probed().tokens(service.uri()).current();
        List<Socket> neverRead = new ArrayList<>();
        try {
            for (int i = 0; i < OF_EACH; i++) {
                String payment = payment(token);
                vanish(service.uri(), payment);
                vanish(service.uri(), payment.substring(0, random.nextInt(1, payment.length())));
                neverRead.add(ask(service.uri(), question(token).repeat(QUESTIONS)));
            }
            Chance.last(millis);
        } finally {
            for (Socket socket : neverRead) {
                close(socket);
            }
        }
        return Effect.of(OF_EACH + " clients of each sort vanished from " + service + ", those that never read after "
                + millis + " ms");
    }

    private static String payment(String token) {
        return "POST /v1/communities/probe/trades HTTP/1.1\r\n" + common(token) + "Content-Type: application/json\r\n"
                + "Idempotency-Key: vanishing-" + UUID.randomUUID() + "\r\nContent-Length: " + BODY.length()
                + "\r\n\r\n" + BODY;
    }

    private static String question(String token) {
        return "GET /v1/communities/probe/categories HTTP/1.1\r\n" + common(token) + "\r\n";
    }

    private static String common(String token) {
        return "Host: 127.0.0.1\r\nAuthorization: Bearer " + token + "\r\n";
    }

    private static void vanish(URI service, String request) throws IOException {
        try (Socket socket = new Socket(service.getHost(), service.getPort())) {
            socket.getOutputStream().write(request.getBytes(US_ASCII));
        }
    }

    /** Says it all from a thread of its own, for nobody knows how much of it is taken. */
    private static Socket ask(URI service, String questions) throws IOException {
        Socket socket = new Socket(service.getHost(), service.getPort());
        Thread thread = new Thread(
                () -> {
                    try {
                        socket.getOutputStream().write(questions.getBytes(US_ASCII));
                    } catch (IOException e) {
                        // The service took no more of it, or the socket was closed: both are as good.
                    }
                },
                "client that never reads");
        thread.setDaemon(true);
        thread.start();
        return socket;
    }

    private static void close(Socket socket) throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }
}
