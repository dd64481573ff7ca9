package org.tallystick.proposal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tallystick.testing.DatabaseTestResource;

/**
 * A few members trade at random in every way there is, with a levy, under limits that change and a calendar that jumps. After each step
 * the answer, every balance and every hold are those of a naive model; in the end so is every entry, and the books are in order. It goes
 * on until it has met what it is for. A run is repeated with {@code -Dseed=}.
 */
@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
class TradingModelTest {
    private static final int STEPS = 600;
    private static final int MOST_STEPS = 3000;
    /** Nothing stays open for as long. */
    private static final int LONG = 30;

    private static final Set<String> MET_BY_EVERY_RUN = Set.of(
            "trade ok",
            "offer with hold ok",
            "accept part ok",
            "accept reversal ok",
            "instalment ok",
            "reverse all ok",
            "reverse part ok",
            "pay ok",
            "pay payment-link-ended",
            "expired",
            "mediated ok",
            "gift ok",
            "trade over limits ok",
            "race ok/ok",
            "freeze ok");
    private static final Set<String> REFUSALS_OF_EVERY_RUN =
            Set.of("account-frozen", "credit-limit-exceeded", "balance-cap-exceeded", "state-conflict");

    @Inject
    EndDueProposals ending;

    @Inject
    BookInstalments booking;

    @Test
    void whateverIsAgreedOnBooksAndHoldsAreThoseOfTheModel() {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("trading, seed " + seed);
        JumpingDays days = new JumpingDays();
        TradingWorld world = new TradingWorld(seed);
        TradeSteps trades = new TradeSteps(world);
        ProposalSteps proposals = new ProposalSteps(world, trades, days);
        AnswerSteps answers = new AnswerSteps(world, proposals, trades);
        DueSteps dues = new DueSteps(world, proposals, days, ending, booking);
        for (int i = 0; i < STEPS || (i < MOST_STEPS && !hasMetAll(world)); i++) {
            step(world, trades, proposals, answers, dues);
            world.compare();
        }
        dues.jump(LONG);
        proposals.proposals.forEach(proposals::compare);
        world.compare();
        world.compareTrades();
        System.out.println(world.seen);
        assertThat(proposals.proposals).as("seed %d", seed).noneMatch(NaiveProposal::isOpen);
        assertThat(world.model.places.values())
                .as("seed %d", seed)
                .allMatch(place -> place.heldOut == 0 && place.heldIn == 0);
        assertThat(hasMetAll(world))
                .as("what every run meets: %s, seed %d", world.seen, seed)
                .isTrue();
        JsonNode verification = world.get("/verification");
        assertThat(verification.path("ok").asBoolean())
                .as("%s, seed %d", verification, seed)
                .isTrue();
    }

    private static boolean hasMetAll(TradingWorld world) {
        return world.seen.keySet().containsAll(MET_BY_EVERY_RUN)
                && REFUSALS_OF_EVERY_RUN.stream()
                        .allMatch(refusal -> world.seen.keySet().stream().anyMatch(one -> one.endsWith(refusal)));
    }

    private void step(
            TradingWorld world, TradeSteps trades, ProposalSteps proposals, AnswerSteps answers, DueSteps dues) {
        int kind = world.random.nextInt(100);
        if (kind < 9) {
            trades.trade();
        } else if (kind < 12) {
            trades.race();
        } else if (kind < 15) {
            trades.fund();
        } else if (kind < 32) {
            proposals.propose();
        } else if (kind < 39) {
            proposals.proposeAmongSeveral();
        } else if (kind < 44) {
            proposals.proposeInstalments();
        } else if (kind < 50) {
            proposals.requestReversal();
        } else if (kind < 72) {
            answers.accept();
        } else if (kind < 74) {
            answers.acceptBitByBit();
        } else if (kind < 77) {
            answers.decline();
        } else if (kind < 80) {
            answers.cancel();
        } else if (kind < 88) {
            trades.reverse();
        } else if (kind < 92) {
            trades.link();
        } else if (kind < 94) {
            world.limit(world.anyone());
        } else if (kind < 96) {
            world.freeze();
        } else {
            dues.jump(1 + world.random.nextInt(4));
        }
    }
}
