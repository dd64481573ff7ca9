package org.tallystick.trade;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.tallystick.testing.JsonClient;
import org.tallystick.testing.JsonClient.Answer;
import org.tallystick.testing.JsonClient.Call;

/**
 * Several threads that record trades by one token, at all instances in turn, one behind the other and without a pause. Each
 * goes on until it has been refused a few times, or is told to end.
 */
final class TradeStreams implements AutoCloseable {
    static final Set<Integer> REFUSED = Set.of(401, 403, 404);

    private static final int BOOKED = 201;
    private static final int ENOUGH_REFUSALS = 3;
    private static final long LONGEST_SECONDS = 60;

    private final ExecutorService threads;
    private final List<Future<?>> running = new ArrayList<>();
    private final Queue<Sent> sent = new ConcurrentLinkedQueue<>();
    private volatile boolean ended;

    private TradeStreams(int count) {
        this.threads = Executors.newFixedThreadPool(count);
    }

    /** A request that was answered. */
    record Sent(long begunAtNanos, Answer answer) {
        boolean isBooked() {
            return answer.status() == BOOKED;
        }

        boolean isRefused() {
            return REFUSED.contains(answer.status());
        }
    }

    /**
     * Streams in turn at each of the clients, with the payers in turn and a payee of the client's own: so instances wait for
     * each other's accounts no more than the payers make them.
     */
    static TradeStreams start(
            List<JsonClient> clients,
            int count,
            String trades,
            String token,
            List<String> payers,
            List<String> payees) {
        TradeStreams streams = new TradeStreams(count);
        for (int i = 0; i < count; i++) {
            JsonClient client = clients.get(i % clients.size());
            Object body = Map.of(
                    "payer",
                    payers.get(i % payers.size()),
                    "payee",
                    payees.get(i % clients.size()),
                    "amount",
                    "0.01",
                    "description",
                    "a race");
            streams.running.add(streams.threads.submit(() -> streams.run(client, trades, token, body)));
        }
        return streams;
    }

    private void run(JsonClient client, String trades, String token, Object body) {
        int refusals = 0;
        while (!ended && refusals < ENOUGH_REFUSALS) {
            long begun = System.nanoTime();
            Answer answer =
                    client.send(Call.post(trades, token, UUID.randomUUID().toString(), body));
            Sent one = new Sent(begun, answer);
            sent.add(one);
            refusals += one.isRefused() ? 1 : 0;
        }
    }

    List<Sent> sent() {
        return List.copyOf(sent);
    }

    long booked() {
        return sent.stream().filter(Sent::isBooked).count();
    }

    void awaitBooked(long least) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_SECONDS);
        while (booked() < least) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("Only " + booked() + " trades were booked; see " + sent());
            }
            Thread.sleep(2);
        }
    }

    /** Waits until every stream was refused. */
    void awaitRefused() throws Exception {
        for (Future<?> stream : running) {
            stream.get(LONGEST_SECONDS, TimeUnit.SECONDS);
        }
    }

    /** Lets them end after what they have sent, if they still run. */
    @Override
    public void close() {
        ended = true;
        try {
            for (Future<?> stream : running) {
                stream.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a stream of trades failed", e);
        }
        threads.shutdown();
    }
}
