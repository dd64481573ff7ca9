package org.tallystick.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RequestThreadTest {
    @Test
    void whatAFullPoolRefusesIsDoneNevertheless() throws Exception {
        CompletableFuture<String> done = new CompletableFuture<>();

        RequestThread.runOn(
                work -> {
                    throw new RejectedExecutionException("full");
                },
                () -> done.complete(Thread.currentThread().getName()));

        assertThat(done.get(10, TimeUnit.SECONDS)).isEqualTo("answers-without-worker");
    }

    @Test
    void whatTheWorkersOfARequestRefuseIsDoneNevertheless() throws Exception {
        CompletableFuture<String> done = new CompletableFuture<>();
        Vertx vertx = Vertx.vertx();
        try {
            vertx.getOrCreateContext().runOnContext(begun -> {
                var worker = RequestThread.worker();
                vertx.close()
                        .onComplete(closed -> worker.execute(
                                () -> done.complete(Thread.currentThread().getName())));
            });
            assertThat(done.get(10, TimeUnit.SECONDS)).isEqualTo("answers-without-worker");
        } finally {
            vertx.close();
        }
    }
}
