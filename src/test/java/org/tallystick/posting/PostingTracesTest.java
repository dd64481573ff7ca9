package org.tallystick.posting;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.ledger.AccountId;
import org.tallystick.testing.TestDatabase;

/** What a trace tells of the posting: which requests a batch wrote, and what became of each; and what it does not tell. */
class PostingTracesTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final PostingSettings SETTINGS =
            new PostingSettings(1, 1_000, 250, Duration.ofSeconds(4), Duration.ofSeconds(5));
    private static final Set<String> KNOWN = Set.of(
            "tallystick.community.id",
            "tallystick.trades",
            "tallystick.batch.units",
            "tallystick.batch.retries",
            "tallystick.batch.outcomes.booked",
            "tallystick.batch.outcomes.replayed",
            "tallystick.batch.outcomes.refused",
            "tallystick.batch.outcomes.key-reused",
            "tallystick.outcome",
            "tallystick.refusals",
            "tallystick.trade.ids",
            "error.type");

    private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
    private final SdkTracerProvider provider = SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(exporter))
            .build();
    private final Tracer tracer = provider.get("test");

    private Ledger ledger;
    private AccountId alice;
    private AccountId bob;

    @BeforeEach
    void open() throws SQLException {
        ledger = Ledger.traced(DATABASE.application(), SETTINGS, new PostingTraces(tracer));
        alice = ledger.open(1_000);
        bob = ledger.open(0);
    }

    @AfterEach
    void close() {
        ledger.close();
        provider.close();
    }

    @Test
    void tradesOfSeveralRequestsLandInOneBatchAndLinksLeadBothWays() throws Exception {
        List<Span> requests = new ArrayList<>();
        List<CompletableFuture<Outcome>> answers = new ArrayList<>();
        try (Connection blocking = locked(alice)) {
            answers.add(submit("first"));
            TimeUnit.MILLISECONDS.sleep(200);
            for (int i = 0; i < 5; i++) {
                Span request = tracer.spanBuilder("request " + i).startSpan();
                requests.add(request);
                String key = "k" + i;
                answers.add(Context.current()
                        .with(request)
                        .wrapSupplier(() -> submit(key))
                        .get());
            }
            blocking.rollback();
        }
        await(answers);
        requests.forEach(Span::end);

        SpanData batch = batches().stream()
                .filter(one -> one.getAttributes().get(AttributeKey.longKey("tallystick.batch.units")) == 5)
                .findFirst()
                .orElseThrow();
        List<SpanData> units = named("post trades").stream()
                .filter(unit -> unit.getParentSpanContext().isValid())
                .toList();
        assertThat(units).hasSize(5);
        assertThat(units)
                .extracting(SpanData::getParentSpanId)
                .containsExactlyInAnyOrderElementsOf(requests.stream()
                        .map(one -> one.getSpanContext().getSpanId())
                        .toList());
        assertThat(units).allSatisfy(unit -> assertThat(spansLinkedFrom(unit)).containsExactly(batch.getSpanId()));
        assertThat(spansLinkedFrom(batch))
                .containsExactlyInAnyOrderElementsOf(
                        units.stream().map(SpanData::getSpanId).toList());
        assertThat(batch.getParentSpanContext().isValid()).isFalse();
        assertThat(batch.getAttributes().asMap())
                .containsEntry(AttributeKey.longKey("tallystick.batch.outcomes.booked"), 5L)
                .containsEntry(AttributeKey.longKey("tallystick.trades"), 5L)
                .containsEntry(AttributeKey.longKey("tallystick.batch.retries"), 0L);
        assertThat(units)
                .extracting(unit -> unit.getAttributes().get(AttributeKey.stringArrayKey("tallystick.trade.ids")))
                .allSatisfy(ids -> assertThat(ids).hasSize(1));
        nothingIsPersonal();
    }

    @Test
    void aRefusedTradeSaysByWhichRuleAndIsNoError() {
        await(List.of(
                ledger.posting.submit(ledger.trade("k1", bob, alice, 5_000)).toCompletableFuture()));

        SpanData unit = named("post trades").get(0);
        assertThat(unit.getAttributes().get(AttributeKey.stringKey("tallystick.outcome")))
                .isEqualTo("refused");
        assertThat(unit.getAttributes().get(AttributeKey.stringArrayKey("tallystick.refusals")))
                .containsExactly("credit-limit-exceeded");
        assertThat(unit.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
        assertThat(batches().get(0).getAttributes().get(AttributeKey.longKey("tallystick.batch.outcomes.refused")))
                .isEqualTo(1);
        nothingIsPersonal();
    }

    @Test
    void aTradeThatFailsIsAnErrorByItsKindAndNotByItsWords() {
        TradeUnit plain = ledger.trade("k1", alice, bob, 1);
        TradeUnit bad = new TradeUnit(
                plain.community(), plain.accessVersion(), plain.key(), plain.orders(), Optional.of((sql, trades) -> {
                    throw new IllegalStateException("alice wrote: bread");
                }));

        await(List.of(ledger.posting.submit(bad).toCompletableFuture()));

        SpanData unit = named("post trades").get(0);
        assertThat(unit.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(unit.getAttributes().get(AttributeKey.stringKey("error.type")))
                .isEqualTo("internal");
        SpanData batch = batches().get(0);
        assertThat(batch.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(batch.getAttributes().get(AttributeKey.stringKey("error.type")))
                .isEqualTo("java.lang.IllegalStateException");
        nothingIsPersonal();
    }

    @Test
    void whoIsSentAwayByAFullQueueHasASpanWithoutABatch() throws Exception {
        List<CompletableFuture<Outcome>> answers = new ArrayList<>();
        try (Connection blocking = locked(alice)) {
            for (int i = 0; i < 251; i++) {
                answers.add(submit("k" + i));
            }
            blocking.rollback();
        }
        await(answers);

        List<SpanData> sentAway = named("post trades").stream()
                .filter(unit -> "unavailable".equals(unit.getAttributes().get(AttributeKey.stringKey("error.type"))))
                .toList();
        assertThat(sentAway).hasSize(1);
        assertThat(sentAway.get(0).getLinks()).isEmpty();
    }

    @Test
    void aBatchLeadsToSomeOfItsUnitsAndEachUnitToIt() throws Exception {
        List<CompletableFuture<Outcome>> answers = new ArrayList<>();
        try (Connection blocking = locked(alice)) {
            answers.add(submit("first"));
            TimeUnit.MILLISECONDS.sleep(200);
            for (int i = 0; i < 200; i++) {
                answers.add(submit("k" + i));
            }
            blocking.rollback();
        }
        await(answers);

        SpanData large = batches().stream()
                .filter(batch -> batch.getAttributes().get(AttributeKey.longKey("tallystick.batch.units")) == 200)
                .findFirst()
                .orElseThrow();
        assertThat(large.getLinks()).hasSize(PostingTraces.MOST_LINKS);
        assertThat(named("post trades").stream()
                        .filter(unit -> spansLinkedFrom(unit).contains(large.getSpanId())))
                .hasSize(200);
    }

    private CompletableFuture<Outcome> submit(String key) {
        return ledger.posting.submit(ledger.trade(key, alice, bob, 1)).toCompletableFuture();
    }

    /** However they end; and their spans have ended when the lane has. */
    private void await(List<CompletableFuture<Outcome>> answers) {
        for (CompletableFuture<Outcome> answer : answers) {
            answer.orTimeout(20, TimeUnit.SECONDS)
                    .handle((outcome, fault) -> true)
                    .join();
        }
        ledger.close();
    }

    private List<SpanData> batches() {
        return named("post batch");
    }

    private List<SpanData> named(String name) {
        return exporter.getFinishedSpanItems().stream()
                .filter(span -> span.getName().equals(name))
                .toList();
    }

    private static List<String> spansLinkedFrom(SpanData span) {
        return span.getLinks().stream()
                .map(LinkData::getSpanContext)
                .map(context -> context.getSpanId())
                .toList();
    }

    private void nothingIsPersonal() {
        List<SpanData> ours = exporter.getFinishedSpanItems().stream()
                .filter(span -> !span.getName().startsWith("request"))
                .toList();
        assertThat(ours).isNotEmpty().allSatisfy(span -> {
            assertThat(span.getEvents()).isEmpty();
            assertThat(span.getStatus().getDescription()).isEmpty();
            span.getAttributes().forEach((key, value) -> {
                assertThat(KNOWN).contains(key.getKey());
                assertThat(value.toString())
                        .doesNotContain("bread", "Someone", alice.value().toString(), Ledger.CALLER.toString());
            });
        });
    }

    /** Somebody else's transaction that has the account. */
    private static Connection locked(AccountId account) throws SQLException {
        Connection connection = DATABASE.owner().getConnection();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT FROM account WHERE account_id = '" + account.value() + "' FOR UPDATE");
        }
        return connection;
    }
}
