package org.tallystick.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.community.Community;
import org.tallystick.testing.DatabaseTestResource;
import org.tallystick.testing.Fixtures;

/**
 * On which thread a request goes on after its addresses were looked up. An event loop that waits for the database holds up
 * every request of its connections.
 */
@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
class DirectoryThreadTest {
    private static final String EVENT_LOOP = "vert.x-eventloop";

    @Inject
    Fixtures fixtures;

    @Inject
    Directory directory;

    @Inject
    Vertx vertx;

    private Community community;

    private record Outcome(String thread, Set<String> found) {}

    @BeforeEach
    void membersWhomNobodyHasLookedUp() {
        community = fixtures.community();
        fixtures.enrol(community, "alice", "bob", "carol", "dora", "emil", "fred");
    }

    private Outcome lookUp(String... addresses) throws Exception {
        List<AccountAddress> asked =
                Stream.of(addresses).map(AccountAddress::parse).toList();
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        vertx.getOrCreateContext()
                .runOnContext(any -> directory
                        .findAllAsync(community.id(), asked)
                        .map(found -> new Outcome(
                                Thread.currentThread().getName(),
                                Set.copyOf(found.values().stream()
                                        .map(AccountRef::address)
                                        .toList())))
                        .subscribe()
                        .with(outcome::complete, outcome::completeExceptionally));
        return outcome.get(30, TimeUnit.SECONDS);
    }

    private void currenciesAreKnown() {
        fixtures.account(community, "fund");
        directory.currency(community.id(), Optional.empty());
    }

    @Test
    void whatIsFoundNeedsNoWaitingAnyMore() throws Exception {
        currenciesAreKnown();
        Outcome first = lookUp("alice", "bob.HRS");
        Outcome again = lookUp("alice", "bob.HRS");

        assertThat(first.found()).containsExactlyInAnyOrder("alice", "bob.HRS");
        assertThat(again.found()).isEqualTo(first.found());
        assertThat(List.of(first.thread(), again.thread())).allMatch(thread -> thread.startsWith(EVENT_LOOP));
    }

    @Test
    void ofSeveralThoseThatAreThereAreFound() throws Exception {
        currenciesAreKnown();

        assertThat(lookUp("alice", "nobody", "carol").found()).containsExactlyInAnyOrder("alice", "carol");
    }

    /** Its reader asks the database once more whether there is such a currency by now. */
    @Test
    void aCurrencyThatIsNotKnownIsAskedForByAWorker() throws Exception {
        currenciesAreKnown();
        fixtures.account(community, "alice");

        assertThat(lookUp("alice", "bob.EGG").thread()).doesNotStartWith(EVENT_LOOP);
    }

    @Test
    void aCommunityThatIsNotKnownIsLookedIntoByAWorkerAndKnownThen() throws Exception {
        Outcome first = lookUp("alice");

        assertThat(first.found()).containsExactly("alice");
        assertThat(first.thread()).doesNotStartWith(EVENT_LOOP);
        assertThat(lookUp("bob").thread()).startsWith(EVENT_LOOP);
    }

    @Test
    void manyAreOneStatementOfAWorker() throws Exception {
        currenciesAreKnown();
        Outcome many = lookUp("alice", "bob", "carol", "dora", "emil", "fred");

        assertThat(many.found()).hasSize(6);
        assertThat(many.thread()).doesNotStartWith(EVENT_LOOP);
    }
}
