package org.tallystick.platform;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Answers many look-ups with one statement, as a group commit does for writes: while one statement runs, those who ask wait
 * for the next one, which answers them all. Whoever asks gets what was read after they asked, and no thread waits for it.
 */
public final class GroupedReads<K, V> {
    private static final int MOST_AT_ONCE = 1_000;

    private final Executor workers;
    private final Reader<K, V> reader;
    private final Queue<Question<K, V>> waiting = new ConcurrentLinkedQueue<>();

    /** Raised after a question has joined those who wait, so that where it is above zero somebody does. */
    private final AtomicInteger unanswered = new AtomicInteger();

    /** @param workers threads that may wait for the database; at most one of them is used at a time */
    public GroupedReads(Executor workers, Reader<K, V> reader) {
        this.workers = workers;
        this.reader = reader;
    }

    /** Reads what there is of these; what it throws is thrown at all who asked. */
    @FunctionalInterface
    public interface Reader<K, V> {
        Map<K, V> read(Set<K> keys);
    }

    private record Question<K, V>(K key, CompletableFuture<Optional<V>> answer) {}

    /** What there is at this key, given on the event loop of the request that asks; on a worker where there is none. */
    public Uni<Optional<V>> read(K key) {
        return Uni.createFrom().completionStage(() -> ask(key)).emitOn(RequestThread.current(workers));
    }

    private CompletableFuture<Optional<V>> ask(K key) {
        Question<K, V> question = new Question<>(key, new CompletableFuture<>());
        waiting.add(question);
        if (unanswered.getAndIncrement() == 0) {
            try {
                workers.execute(() -> answerAll(this::answer));
            } catch (RuntimeException e) {
                answerAll(group -> fail(group, e));
            }
        }
        return question.answer();
    }

    /** Until nobody waits, and the next one who asks begins again. */
    private void answerAll(Consumer<List<Question<K, V>>> how) {
        int left;
        do {
            List<Question<K, V>> group = next();
            how.accept(group);
            left = unanswered.addAndGet(-group.size());
        } while (left > 0);
    }

    private List<Question<K, V>> next() {
        List<Question<K, V>> group = new ArrayList<>();
        while (group.size() < MOST_AT_ONCE) {
            Question<K, V> question = waiting.poll();
            if (question == null) {
                break;
            }
            group.add(question);
        }
        return group;
    }

    private void answer(List<Question<K, V>> group) {
        Set<K> keys = new LinkedHashSet<>();
        group.forEach(question -> keys.add(question.key()));
        Map<K, V> found;
        try {
            found = reader.read(keys);
        } catch (RuntimeException | Error e) {
            fail(group, e);
            return;
        }
        group.forEach(question -> question.answer().complete(Optional.ofNullable(found.get(question.key()))));
    }

    private static <K, V> void fail(List<Question<K, V>> group, Throwable why) {
        group.forEach(question -> question.answer().completeExceptionally(why));
    }
}
