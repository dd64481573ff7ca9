package org.tallystick.chaos;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.tallystick.testing.JsonClient;
import org.tallystick.testing.JsonClient.Answer;
import org.tallystick.testing.JsonClient.Call;

/** Clients who trade until they are told to stop, and keep what they sent and what they were answered. */
public final class DrillLoad implements AutoCloseable {
    private static final int CLIENTS = 4;
    private static final int MOST_CENTS = 100;

    private final DrillTown town;
    private final JsonClient service;
    private final List<Thread> threads = new ArrayList<>();
    private final Queue<Sent> sent = new ConcurrentLinkedQueue<>();
    private final Queue<Acknowledged> acknowledged = new ConcurrentLinkedQueue<>();
    private final Queue<String> others = new ConcurrentLinkedQueue<>();
    private volatile boolean stopped;

    /** @param key is the trade's description too, by which it is known again */
    public record Sent(String key, String payer, String payee, String amount, Instant at) {}

    /** @param at when the answer had come: the trade was on disk before */
    public record Acknowledged(Sent sent, String tradeId, Instant at) {}

    private DrillLoad(DrillTown town, JsonClient service) {
        this.town = town;
        this.service = service;
    }

    public static DrillLoad start(DrillTown town, JsonClient service) {
        DrillLoad load = new DrillLoad(town, service);
        for (int client = 0; client < CLIENTS; client++) {
            Random random = new Random(client);
            Thread thread = new Thread(() -> load.run(random), "client " + client);
            thread.setDaemon(true);
            thread.start();
            load.threads.add(thread);
        }
        return load;
    }

    private void run(Random random) {
        while (!stopped) {
            try {
                trade(random);
            } catch (CompletionException e) {
                // The service is gone. What was on its way may be booked or not: nobody was told.
                others.add(String.valueOf(e.getCause()));
                pause();
            }
        }
    }

    private void trade(Random random) {
        int payer = random.nextInt(DrillTown.MEMBERS.size());
        int payee = (payer + 1 + random.nextInt(DrillTown.MEMBERS.size() - 1)) % DrillTown.MEMBERS.size();
        Sent one = new Sent(
                UUID.randomUUID().toString(),
                DrillTown.MEMBERS.get(payer),
                DrillTown.MEMBERS.get(payee),
                BigDecimal.valueOf(1L + random.nextInt(MOST_CENTS), 2).toString(),
                Instant.now());
        sent.add(one);
        Answer answer = service.send(Call.post(
                town.path("/trades"),
                town.token(),
                one.key(),
                Map.of("payer", one.payer(), "payee", one.payee(), "amount", one.amount(), "description", one.key())));
        if (answer.status() == 201) {
            acknowledged.add(new Acknowledged(one, answer.text("id"), Instant.now()));
        } else {
            others.add(answer.outcome());
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public List<Sent> sent() {
        return List.copyOf(sent);
    }

    public List<Acknowledged> acknowledged() {
        return List.copyOf(acknowledged);
    }

    /** What came in place of a 201. */
    public List<String> others() {
        return List.copyOf(others);
    }

    /** Returns when nothing more is on its way. */
    @Override
    public void close() {
        stopped = true;
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
