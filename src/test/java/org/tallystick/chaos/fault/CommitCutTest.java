package org.tallystick.chaos.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.chaos.fault.CommitCut.When;

class CommitCutTest {
    private static final byte[] BEGIN = FrontendMessages.query("BEGIN");
    private static final byte[] COMMIT = FrontendMessages.query("COMMIT");

    private ServerSocket listener;
    private TcpProxy proxy;
    private Socket client;
    private Socket server;

    @BeforeEach
    void logIn() throws IOException {
        listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        proxy = TcpProxy.start(0, new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort()));
        client = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        server = listener.accept();
        server.setSoTimeout(5_000);
        client.setSoTimeout(5_000);
        byte[] hello = FrontendMessages.startup();
        client.getOutputStream().write(hello);
        server.getInputStream().readNBytes(hello.length);
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        server.close();
        proxy.close();
        listener.close();
    }

    @Test
    void beforeItArrivesTheServerHearsAllButTheCommit() throws Exception {
        CommitCut cut = proxy.passage().cutCommits(When.BEFORE_IT_ARRIVES, 1);
        client.getOutputStream().write(BEGIN);
        assertThat(server.getInputStream().readNBytes(BEGIN.length)).isEqualTo(BEGIN);
        client.getOutputStream().write(COMMIT);
        assertThat(cut.await(Duration.ofSeconds(5))).isTrue();
        assertThatThrownBy(() -> server.getInputStream().read()).isInstanceOf(SocketException.class);
        assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
    }

    @Test
    void beforeItsAnswerTheServerHearsTheCommitAndTheClientNothing() throws Exception {
        CommitCut cut = proxy.passage().cutCommits(When.BEFORE_ITS_ANSWER, 1);
        client.getOutputStream().write(COMMIT);
        assertThat(server.getInputStream().readNBytes(COMMIT.length)).isEqualTo(COMMIT);
        assertThat(cut.missing()).isOne();
        server.getOutputStream().write(new byte[] {'C'});
        assertThat(cut.await(Duration.ofSeconds(5))).isTrue();
        assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
    }

    @Test
    void noMoreCommitsAreCutThanWereAskedFor() {
        CommitCut cut = new CommitCut(When.BEFORE_ITS_ANSWER, 2);
        assertThat(cut.take()).isTrue();
        assertThat(cut.take()).isTrue();
        assertThat(cut.take()).isFalse();
    }
}
