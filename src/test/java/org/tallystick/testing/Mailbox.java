package org.tallystick.testing;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/**
 * A mail server on this machine that takes letters to whomever, and shows them. It can go away and come back on its port;
 * what it has taken stays. A test of one application finds it by {@link MailboxTestResource}; one that starts a process
 * gives that {@link #environment()}.
 */
public final class Mailbox implements AutoCloseable {
    public static final String FROM = "Tallystick <mail@tallystick.example>";

    private static final String HOST = "127.0.0.1";
    private static final Duration LONGEST = Duration.ofSeconds(90);

    private final ServerSetup setup = new ServerSetup(freePort(), HOST, ServerSetup.PROTOCOL_SMTP);
    private final List<ReceivedLetter> before = new CopyOnWriteArrayList<>();
    private GreenMail server = new GreenMail(setup);

    private Mailbox() {}

    public static Mailbox start() {
        Mailbox mailbox = new Mailbox();
        mailbox.server.start();
        return mailbox;
    }

    /** What a service process needs to send its letters here. */
    public Map<String, String> environment() {
        return Map.of(
                "QUARKUS_MAILER_HOST", HOST,
                "QUARKUS_MAILER_PORT", Integer.toString(setup.getPort()),
                "QUARKUS_MAILER_FROM", FROM);
    }

    /** Nobody answers on the port from now on. */
    public synchronized void goAway() {
        before.addAll(inServer());
        server.stop();
    }

    public synchronized void comeBack() {
        server = new GreenMail(setup);
        server.start();
    }

    /** What has come for an address so far, in the order in which it came. */
    public synchronized List<ReceivedLetter> lettersTo(String address) {
        return Stream.concat(before.stream(), inServer().stream())
                .filter(letter -> letter.to().contains(address))
                .toList();
    }

    /** Waits until so many letters have come for an address, and answers them all. */
    public List<ReceivedLetter> awaitLettersTo(String address, int count) {
        ServiceProcess.await(
                count + " letters to " + address,
                LONGEST,
                () -> lettersTo(address).size() >= count);
        return lettersTo(address);
    }

    /** Waits for the first letter to an address. */
    public ReceivedLetter awaitLetterTo(String address) {
        return awaitLettersTo(address, 1).get(0);
    }

    @Override
    public synchronized void close() {
        server.stop();
    }

    private List<ReceivedLetter> inServer() {
        return Arrays.stream(server.getReceivedMessages())
                .map(ReceivedLetter::of)
                .toList();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
