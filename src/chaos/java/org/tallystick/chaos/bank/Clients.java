package org.tallystick.chaos.bank;

import org.tallystick.testing.Tokens;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.tallystick.chaos.journal.Journal;
import org.tallystick.testing.JsonClient;
import org.tallystick.testing.JsonClient.Call;

/** The traders and readers, each a thread with a journal, from their opening of the communities to their clearing up. */
public final class Clients {
    private static final int TRADERS = 12;
    private static final int READERS = 4;
    private static final int BRANCHES = 2;
    private static final Duration LONGEST_CLOSING = Duration.ofMinutes(2);

    private final List<URI> instances;
    private final Path journals;
    private final List<Branch> branches;
    private final Tokens operator;
    private final Tokens tokens;
    private final Hearsay hearsay = new Hearsay();
    private final AtomicBoolean enough = new AtomicBoolean();
    private final ExecutorService threads = Executors.newFixedThreadPool(TRADERS + READERS, Clients::daemon);
    private final List<Future<?>> running = new ArrayList<>();

    private Clients(List<URI> instances, Path journals, List<Branch> branches, Tokens operator, Tokens tokens) {
        this.instances = instances;
        this.journals = journals;
        this.branches = branches;
        this.operator = operator;
        this.tokens = tokens;
    }

    /** One that hangs does not keep the program from ending. */
    private static Thread daemon(Runnable client) {
        Thread thread = new Thread(client, "client");
        thread.setDaemon(true);
        return thread;
    }

    /** Opens their communities; all instances are well. */
    public static Clients open(List<URI> instances, String operatorPassword, Path journals) {
        Tokens operator = Tokens.ofUser(instances, "operator", operatorPassword);
        Opening opening = new Opening(instances.get(0), operator.current());
        List<Branch> branches = opening.branches(BRANCHES);
        return new Clients(
                instances, journals, branches, operator, opening.exchangeSystem(branches, instances));
    }

    public List<String> communities() {
        return branches.stream().map(Branch::slug).toList();
    }

    /** @param pauseMillis the longest pause of a client between two requests */
    public void start(SplittableRandom random, int pauseMillis) throws IOException {
        for (int i = 1; i <= TRADERS; i++) {
            SplittableRandom own = random.split();
            String name = "trader-" + i;
            Counter counter = new Counter(instances, tokens, Journal.of(journals, name), own);
            running.add(threads.submit(new Trader(
                    counter, new Requests(name, own), branches, hearsay, own, new Rounds(enough, own, pauseMillis))));
        }
        for (int i = 1; i <= READERS; i++) {
            SplittableRandom own = random.split();
            Journal journal = Journal.of(journals, "reader-" + i);
            Counter counter = new Counter(instances, operator, journal, own);
            running.add(threads.submit(
                    new Reader(counter, journal, branches, hearsay, own, new Rounds(enough, own, pauseMillis))));
        }
    }

    /**
     * Ends them, all that end; the instances are well again, or it takes longer.
     *
     * @throws IllegalStateException if a client broke, or does not end
     */
    public void stop() throws InterruptedException {
        enough.set(true);
        threads.shutdown();
        boolean ended = threads.awaitTermination(LONGEST_CLOSING.toSeconds(), TimeUnit.SECONDS);
        // Some wait for a token that nobody gives, each after the other.
        threads.shutdownNow();
        IllegalStateException broken = new IllegalStateException(ended ? "A client broke" : "A client does not end");
        for (Future<?> client : running) {
            try {
                if (client.isDone()) {
                    client.get();
                }
            } catch (ExecutionException e) {
                broken.addSuppressed(e);
            }
        }
        if (!ended || broken.getSuppressed().length > 0) {
            throw broken;
        }
    }

    /** Cancels the offers that wait, whoever made them, so that nothing is set aside any more. */
    public void cancelOffers() throws IOException {
        try (Journal journal = Journal.of(journals, "closing")) {
            Counter counter = new Counter(instances, tokens, journal, new SplittableRandom(0));
            for (Branch branch : branches) {
                for (String state : List.of("open", "partly-accepted")) {
                    cancel(counter, branch, state);
                }
            }
        }
    }

    /** What the service itself finds wrong with the books, if it is asked to verify them. */
    public List<String> wrongByTheService() {
        JsonClient client = new JsonClient(instances.get(0));
        return branches.stream()
                .map(branch -> client.send(Call.get(branch.path("/verification"), operator.current()))
                        .body())
                .filter(verification -> !verification.path("ok").asBoolean())
                .map(Object::toString)
                .toList();
    }

    private static void cancel(Counter counter, Branch branch, String state) {
        for (String member : branch.members()) {
            counter.ask("GET", branch.path("/proposals?limit=200&account=" + member + "&state=" + state), "")
                    .orElseThrow(() -> new IllegalStateException("Nobody says which offers are " + state))
                    .body()
                    .path("proposals")
                    .forEach(proposal ->
                            counter.end(branch, proposal.path("id").asText(), Offer.CANCELLATION, Map.of()));
        }
    }
}
