package org.tallystick.chaos.fault;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TcpProxyTest {
    private static final int PATIENCE_MILLIS = 5_000;
    private static final int A_WHILE_MILLIS = 150;

    private ServerSocket listener;
    private TcpProxy proxy;
    private Socket client;
    private Socket server;

    @BeforeEach
    void connectThroughTheProxy() throws Exception {
        listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        proxy = TcpProxy.start(0, new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort()));
        client = connect();
        server = accept();
        // The server has it a moment before the proxy knows it for its own.
        Installation.await("the connection is not known", Duration.ofSeconds(5), () -> proxy.open() == 1);
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        server.close();
        proxy.close();
        listener.close();
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    private Socket accept() throws IOException {
        Socket socket = listener.accept();
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    private static void say(Socket from, String words) throws IOException {
        from.getOutputStream().write(words.getBytes(US_ASCII));
    }

    private static String hear(Socket at, int bytes) throws IOException {
        return new String(at.getInputStream().readNBytes(bytes), US_ASCII);
    }

    private static void assertSilent(Socket socket) throws IOException {
        socket.setSoTimeout(A_WHILE_MILLIS);
        assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        socket.setSoTimeout(PATIENCE_MILLIS);
    }

    private static void assertReset(Socket socket) {
        assertThatThrownBy(() -> socket.getInputStream().read())
                .isInstanceOf(SocketException.class)
                .hasMessageContaining("reset");
    }

    @Test
    void whatIsSaidArrivesInBothDirections() throws IOException {
        assertThat(proxy.passage().met()).isZero();
        say(client, "ask");
        assertThat(hear(server, 3)).isEqualTo("ask");
        say(server, "answer");
        assertThat(hear(client, 6)).isEqualTo("answer");
    }

    @Test
    void theEndOfOneDirectionIsHandedOnAndTheOtherGoesOn() throws IOException {
        client.shutdownOutput();
        assertThat(server.getInputStream().read()).isNegative();
        say(server, "late");
        assertThat(hear(client, 4)).isEqualTo("late");
    }

    @Test
    void aCutResetsBothSides() {
        assertThat(proxy.cut(1, new SplittableRandom(1))).isOne();
        assertReset(client);
        assertReset(server);
    }

    @Test
    void aShareOfNothingCutsNothing() throws IOException {
        assertThat(proxy.cut(0, new SplittableRandom(1))).isZero();
        whatIsSaidArrivesInBothDirections();
    }

    @Test
    void aDelayHoldsEachPieceForSoLong() throws IOException {
        proxy.passage().delay(A_WHILE_MILLIS);
        long begun = System.nanoTime();
        say(client, "slow");
        assertThat(hear(server, 4)).isEqualTo("slow");
        assertThat((System.nanoTime() - begun) / 1_000_000).isGreaterThanOrEqualTo(A_WHILE_MILLIS);
        assertThat(proxy.passage().met()).isOne();
    }

    @Test
    void whatIsStalledArrivesWholeWhenTheStallEnds() throws IOException {
        proxy.passage().stall(Direction.TO_SERVER);
        say(client, "held");
        say(server, "free");
        assertThat(hear(client, 4)).isEqualTo("free");
        assertSilent(server);
        assertThat(proxy.passage().met()).isOne();
        proxy.passage().clear();
        assertThat(hear(server, 4)).isEqualTo("held");
    }

    @Test
    void aForgottenConnectionStaysSilentWhileNewOnesAreGood() throws IOException {
        proxy.passage().swallow(Direction.TO_CLIENT);
        say(server, "lost");
        assertSilent(client);
        assertThat(proxy.passage().met()).isOne();
        proxy.passage().clear();
        say(server, "lost too");
        assertSilent(client);
        say(client, "nobody hears");
        assertSilent(server);
        client = connect();
        server = accept();
        whatIsSaidArrivesInBothDirections();
    }

    @Test
    void theServerOfAForgottenClientIsNotToldAtOnceThatItIsGone() throws IOException {
        proxy.passage().swallow(Direction.TO_SERVER);
        say(client, "lost");
        assertSilent(server);
        client.close();
        assertSilent(server);
    }

    @Test
    void halfClosedTheClientHearsTheEndAndIsStillHeard() throws IOException {
        proxy.halfCloseAll(Direction.TO_CLIENT);
        assertThat(client.getInputStream().read()).isNegative();
        say(client, "still");
        assertThat(hear(server, 5)).isEqualTo("still");
    }

    @Test
    void aConnectionToAServerThatIsAwayIsReset() throws IOException {
        listener.close();
        try (Socket late = connect()) {
            assertReset(late);
        }
    }

    @Test
    void noEndedConnectionIsKept() throws Exception {
        client.close();
        assertThat(server.getInputStream().read()).isNegative();
        server.close();
        Installation.await("a connection is kept", Duration.ofSeconds(5), () -> proxy.open() == 0);
    }
}
