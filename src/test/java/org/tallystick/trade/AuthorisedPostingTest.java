package org.tallystick.trade;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.tallystick.community.Community;
import org.tallystick.posting.Outcome;
import org.tallystick.security.Access;
import org.tallystick.testing.DatabaseTestResource;
import org.tallystick.testing.Fixtures;

@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
class AuthorisedPostingTest {
    @Inject
    AuthorisedPosting authorised;

    @Inject
    TradeUnits units;

    @Inject
    Fixtures fixtures;

    @Inject
    Vertx vertx;

    /** Between two commits a lane does nothing but post: whoever makes an answer may have to wait for the database. */
    @Test
    void whatComesAfterTheCommitIsNotDoneByTheLane() {
        Community community = fixtures.community();
        fixtures.enrol(community, "alice", "bob");
        Access access = fixtures.access(community, fixtures.owner(community, "alice"));
        TradeRequest request = new TradeRequest("alice", "bob", "1.00", null, "bread", null, null, null);
        Optional<IdempotencyKey> key = Optional.of(IdempotencyKey.read(List.of("k1")));
        AtomicReference<String> thread = new AtomicReference<>("");

        AuthorisedPosting.Authorised done = authorised
                .post(access, rights -> units.ofOne(rights, request, key))
                .invoke(() -> thread.set(Thread.currentThread().getName()))
                .await()
                .atMost(Duration.ofSeconds(30));

        assertThat(done.outcomes().get(0)).isInstanceOf(Outcome.Booked.class);
        assertThat(thread.get()).isNotEmpty().doesNotStartWith("posting-lane");
    }

    /** A long answer on an event loop would hold up the other requests of its connections. */
    @Test
    void aShortAnswerIsMadeOnTheRequestsEventLoopAndALongOneByAWorker() throws Exception {
        Community community = fixtures.community();
        fixtures.enrol(community, "alice", "bob");
        Access access = fixtures.access(community, fixtures.owner(community, "alice"));

        // What is asked for the first time, the soft limits among it, is read by a worker.
        threadThatAnswers(access, 1);
        assertThat(threadThatAnswers(access, 2)).startsWith("vert.x-eventloop");
        assertThat(threadThatAnswers(access, 50)).isNotEmpty().doesNotMatch("(vert.x-eventloop|posting-lane).*");
    }

    private String threadThatAnswers(Access access, int trades) throws Exception {
        List<TradeRequest> requests =
                Collections.nCopies(trades, new TradeRequest("alice", "bob", "0.10", null, "bread", null, null, null));
        Optional<IdempotencyKey> key = Optional.of(IdempotencyKey.read(List.of("batch of " + trades)));
        CompletableFuture<String> thread = new CompletableFuture<>();
        vertx.getOrCreateContext()
                .runOnContext(any -> authorised
                        .post(access, rights -> units.ofBatch(rights, requests, true, key))
                        .map(done -> Thread.currentThread().getName())
                        .subscribe()
                        .with(thread::complete, thread::completeExceptionally));
        return thread.get(30, TimeUnit.SECONDS);
    }
}
