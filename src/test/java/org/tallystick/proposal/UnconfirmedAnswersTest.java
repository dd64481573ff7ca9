package org.tallystick.proposal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.testing.DatabaseTestResource;
import org.tallystick.testing.MissingStandby;
import org.tallystick.testing.Town;

/** Whoever asks again for what is done already is told so when a standby has it too, although nothing is written then. */
@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
class UnconfirmedAnswersTest {
    private static final Map<String, Object> ALL = Map.of();

    @ConfigProperty(name = "quarkus.datasource.jdbc.url")
    String jdbcUrl;

    /** More than there are turns, whatever the processors. */
    private static final int MANY = 8;

    private Proposing proposals;
    private String ann;
    private String ben;

    @BeforeEach
    void aTown() {
        Town town = new Town();
        proposals = new Proposing(town);
        ann = town.member("ann", "10.00");
        ben = town.member("ben", "10.00");
        town.member("cem", "10.00");
    }

    /** What is answered when the standby is there again; not before. */
    private ValidatableResponse awaited(Supplier<ValidatableResponse> request) throws Exception {
        CompletableFuture<ValidatableResponse> answer = MissingStandby.during(jdbcUrl, () -> {
            CompletableFuture<ValidatableResponse> waiting = CompletableFuture.supplyAsync(request);
            assertThatThrownBy(() -> waiting.get(2, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
            return waiting;
        });
        return answer.get(30, TimeUnit.SECONDS);
    }

    @Test
    void aProposalUnderAKeyThatWasUsedBefore() throws Exception {
        Map<String, Object> offer = Proposing.of("offer", "ann", "ben", "3.00");
        String id =
                proposals.propose(ann, "k1", offer).statusCode(201).extract().path("id");

        awaited(() -> proposals.propose(ann, "k1", offer))
                .header("Idempotency-Replayed", "true")
                .body("id", equalTo(id));
    }

    @Test
    void anAcceptanceUnderAKeyThatWasUsedBefore() throws Exception {
        String id = proposals.proposed(ann, Proposing.of("offer", "ann", "ben", "3.00"));
        String trade = proposals
                .accept(ben, "k1", id, ALL)
                .then()
                .statusCode(200)
                .extract()
                .path("trade.id");

        awaited(() -> proposals.accept(ben, "k1", id, ALL).then())
                .header("Idempotency-Replayed", "true")
                .body("trade.id", equalTo(trade));
    }

    @Test
    void aConsentThatIsGivenAlready() throws Exception {
        String id = proposals.proposed(
                ann,
                Proposing.several(
                        "request",
                        List.of(Proposing.share("ben", "2.00"), Proposing.share("cem", "2.00")),
                        List.of(Proposing.share("ann", "4.00"))));
        proposals.accept(ben, id, ALL).statusCode(200).body("proposal.state", equalTo("open"));

        awaited(() -> proposals.accept(ben, id, ALL)).body("proposal.state", equalTo("open"));
    }

    @Test
    void theEndOfWhatHasEndedAlready() throws Exception {
        String id = proposals.proposed(ann, Proposing.of("offer", "ann", "ben", "3.00"));
        proposals.end(ann, id, "cancellation").statusCode(200);

        awaited(() -> proposals.end(ann, id, "cancellation")).body("state", equalTo("cancelled"));
    }

    @Test
    void theyWaitTogetherAndWhoHasNoTurnIsToldSo() throws Exception {
        Map<String, Object> offer = Proposing.of("offer", "ann", "ben", "3.00");
        proposals.propose(ann, "k1", offer).statusCode(201);

        List<CompletableFuture<ValidatableResponse>> refused = MissingStandby.during(jdbcUrl, () -> {
            List<CompletableFuture<ValidatableResponse>> waiting = Stream.generate(() -> CompletableFuture.supplyAsync(
                            () -> proposals.propose(ann, "k1", offer), work -> new Thread(work).start()))
                    .limit(MANY)
                    .toList();
            for (CompletableFuture<ValidatableResponse> one : waiting) {
                one.get(20, TimeUnit.SECONDS);
            }
            return waiting;
        });

        refused.forEach(one -> one.join().statusCode(503).body("code", equalTo("unavailable")));
    }

    @Test
    void itIsRefusedInTimeWhileNoStandbyIsThere() throws Exception {
        Map<String, Object> offer = Proposing.of("offer", "ann", "ben", "3.00");
        proposals.propose(ann, "k1", offer).statusCode(201);

        ValidatableResponse refused = MissingStandby.during(
                jdbcUrl,
                () -> CompletableFuture.supplyAsync(() -> proposals.propose(ann, "k1", offer))
                        .get(20, TimeUnit.SECONDS));

        refused.statusCode(503).body("code", equalTo("unavailable"));
        assertThat(proposals.propose(ann, "k1", offer).extract().header("Idempotency-Replayed"))
                .isEqualTo("true");
    }
}
