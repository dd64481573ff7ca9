package org.tallystick.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class GroupedReadsTest {
    private final List<Set<String>> groups = new ArrayList<>();
    private final Queue<Runnable> work = new ArrayDeque<>();
    private final Map<String, Integer> there = new HashMap<>(Map.of("a", 1, "b", 2));
    private final GroupedReads<String, Integer> reads = new GroupedReads<>(work::add, this::readAll);

    private Map<String, Integer> readAll(Set<String> keys) {
        groups.add(keys);
        if (keys.contains("broken")) {
            throw new IllegalStateException("broken");
        }
        return Map.copyOf(there);
    }

    private CompletableFuture<Optional<Integer>> ask(String key) {
        return reads.read(key).subscribeAsCompletionStage();
    }

    private void workAll() {
        while (!work.isEmpty()) {
            work.remove().run();
        }
    }

    @Test
    void whoAsksBeforeAReadBeginsIsAnsweredByIt() {
        List<CompletableFuture<Optional<Integer>>> answers = List.of(ask("a"), ask("nothing"), ask("b"), ask("a"));
        workAll();

        assertThat(answers.stream().map(CompletableFuture::join))
                .containsExactly(Optional.of(1), Optional.empty(), Optional.of(2), Optional.of(1));
        assertThat(groups).containsExactly(Set.of("a", "nothing", "b"));
    }

    @Test
    void nothingIsReadTwiceForOneAnswerNorRememberedForAnother() {
        CompletableFuture<Optional<Integer>> before = ask("a");
        workAll();
        there.put("a", 7);
        CompletableFuture<Optional<Integer>> after = ask("a");
        workAll();

        assertThat(before.join()).contains(1);
        assertThat(after.join()).contains(7);
        assertThat(groups).hasSize(2);
    }

    @Test
    void aReadThatFailsFailsForThoseWhoAskedForItAlone() {
        CompletableFuture<Optional<Integer>> first = ask("a");
        CompletableFuture<Optional<Integer>> broken = ask("broken");
        workAll();
        CompletableFuture<Optional<Integer>> later = ask("a");
        workAll();

        assertThatThrownBy(first::join).hasRootCauseMessage("broken");
        assertThatThrownBy(broken::join).hasRootCauseMessage("broken");
        assertThat(later.join()).contains(1);
    }

    @Test
    void whereNoThreadIsToBeHadTheAnswerIsAFailureAndTheNextOneIsTried() {
        AtomicInteger refusals = new AtomicInteger(1);
        GroupedReads<String, Integer> refused = new GroupedReads<>(
                task -> {
                    if (refusals.getAndDecrement() > 0) {
                        throw new RejectedExecutionException("stopping");
                    }
                    task.run();
                },
                this::readAll);

        assertThatThrownBy(() -> refused.read("a").await().atMost(Duration.ofSeconds(10)))
                .hasMessageContaining("stopping");
        assertThat(refused.read("a").await().atMost(Duration.ofSeconds(10))).contains(1);
    }

    /** Many threads ask for a number that only grows: nobody is told one that was out of date when they asked. */
    @Test
    void anAnswerIsReadAfterItWasAskedFor() {
        ExecutorService workers = Executors.newFixedThreadPool(4);
        try {
            AtomicLong clock = new AtomicLong();
            GroupedReads<Integer, Long> ticking = new GroupedReads<>(workers, keys -> {
                Map<Integer, Long> now = new ConcurrentHashMap<>();
                keys.forEach(key -> now.put(key, clock.get()));
                return now;
            });
            // Outside of the service, SmallRye's context propagation does not bear to be first used by two threads at
            // once.
            ticking.read(0).await().atMost(Duration.ofSeconds(30));
            List<CompletableFuture<Void>> askers = new ArrayList<>();
            for (int asker = 0; asker < 4; asker++) {
                int key = asker;
                askers.add(CompletableFuture.runAsync(() -> {
                    for (int i = 0; i < 5_000; i++) {
                        long asked = clock.incrementAndGet();
                        Uni<Optional<Long>> read = ticking.read(key);
                        assertThat(read.await().atMost(Duration.ofSeconds(30)).orElseThrow())
                                .isGreaterThanOrEqualTo(asked);
                    }
                }));
            }
            askers.forEach(CompletableFuture::join);
        } finally {
            workers.shutdown();
        }
    }
}
