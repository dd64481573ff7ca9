package org.tallystick.chaos.bank;

import org.tallystick.testing.Tokens;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionException;
import org.tallystick.chaos.journal.Event.Ended;
import org.tallystick.chaos.journal.Event.Ending;
import org.tallystick.chaos.journal.Event.Lost;
import org.tallystick.chaos.journal.Event.Strange;
import org.tallystick.chaos.journal.Journal;
import org.tallystick.testing.JsonClient;
import org.tallystick.testing.JsonClient.Answer;
import org.tallystick.testing.JsonClient.Call;

/**
 * Where one client sends its requests: to any instance, and to another when one does not answer, always under the same key; and
 * it writes down what it sends before it does, and what it is told.
 */
final class Counter {
    private static final Duration PATIENCE = Duration.ofSeconds(4);
    private static final Duration LONGEST_OUTAGE = Duration.ofSeconds(30);
    private static final int LONGEST_PAUSE_MILLIS = 400;
    /** One in so many clients never asks again what became of its request. */
    private static final int FORGETFUL = 8;

    private static final int UNAUTHORIZED = 401;
    private static final int TOO_MANY = 429;
    private static final int FAULT = 500;

    private final List<JsonClient> instances;
    private final Tokens tokens;
    private final Journal journal;
    private final SplittableRandom random;

    Counter(List<URI> instances, Tokens tokens, Journal journal, SplittableRandom random) {
        this.instances = instances.stream()
                .map(instance -> new JsonClient(instance, PATIENCE))
                .toList();
        this.tokens = tokens;
        this.journal = journal;
        this.random = random;
    }

    /** @return a final answer; empty if the client gave up, and what it asked for may have been done or not */
    Optional<Answer> send(Request request) {
        long end = System.nanoTime() + LONGEST_OUTAGE.toNanos();
        int instance = random.nextInt(instances.size());
        while (System.nanoTime() < end) {
            journal.write(request.sent());
            Call call = Call.post(request.path(), tokens.current(), request.key(), request.body());
            Optional<Answer> answer = attempt(request.key(), instances.get(instance % instances.size()), call);
            if (answer.isPresent()) {
                journal.write(request.told(answer.get()));
                request.offered(answer.get()).ifPresent(journal::write);
                if (answer.get().status() != UNAUTHORIZED && answer.get().status() != TOO_MANY) {
                    return answer;
                }
            } else if (random.nextInt(FORGETFUL) == 0) {
                return Optional.empty();
            }
            pause();
            instance++;
        }
        return Optional.empty();
    }

    /** Sends it, and does not stay to hear what became of it. */
    void sendAndLeave(Request request) {
        journal.write(request.sent());
        Call call = Call.post(request.path(), tokens.current(), request.key(), request.body());
        instances.get(random.nextInt(instances.size())).sendAsync(call);
        journal.write(new Lost(request.key(), "did not wait"));
    }

    /**
     * Asks that an offer end; empty if there was no answer.
     *
     * @param how {@code cancellation} or {@code decline}
     */
    Optional<Answer> end(Branch branch, String offer, String how, Map<String, ?> body) {
        journal.write(new Ending(offer, how));
        Optional<Answer> answer = ask("POST", branch.path("/proposals/" + offer + "/" + how), body);
        answer.ifPresent(told ->
                journal.write(new Ended(offer, how, told.status(), told.text("state"), System.nanoTime())));
        return answer;
    }

    /** Without a key, for what can be repeated as it is; empty if there was no answer. */
    Optional<Answer> ask(String method, String path, Object body) {
        Call call = method.equals("GET")
                ? Call.get(path, tokens.current())
                : Call.change(method, path, tokens.current(), body);
        return attempt(method + " " + path, instances.get(random.nextInt(instances.size())), call);
    }

    private Optional<Answer> attempt(String key, JsonClient instance, Call call) {
        try {
            Answer answer = instance.send(call);
            if (answer.status() < FAULT) {
                return Optional.of(answer);
            }
            if (answer.status() == FAULT) {
                journal.write(new Strange(key, answer.toString()));
            }
            journal.write(new Lost(key, answer.outcome()));
        } catch (CompletionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            if (cause instanceof AssertionError undocumented) {
                journal.write(new Strange(key, String.valueOf(undocumented.getMessage())));
            }
            journal.write(new Lost(key, cause.toString()));
        }
        return Optional.empty();
    }

    private void pause() {
        try {
            Thread.sleep(1 + random.nextInt(LONGEST_PAUSE_MILLIS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
