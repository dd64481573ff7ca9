package org.tallystick.proposal;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tallystick.testing.DatabaseTestResource;
import org.tallystick.testing.Town;

/** What waits in communities of other tests may be overdue too, later: so it is looked how the numbers change. */
@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
class WatchProposalsTest {
    private static final int MOST_ATTEMPTS = 5;

    private final Instant inAYear = Instant.now().plus(Duration.ofDays(366));

    @Inject
    WatchProposals watch;

    /** What is new is told by letters, all at once now and then: if just between the two looks, it is looked again. */
    @Test
    void whatNobodyHasDoneInTimeIsCounted() {
        int attempts = 0;
        OverdueWork before;
        OverdueWork after;
        do {
            before = watch.read(inAYear);
            leaveOneOfEach();
            after = watch.read(inAYear);
            attempts++;
        } while (after.news() < before.news() + 2 && attempts < MOST_ATTEMPTS);

        assertThat(after.proposals() - before.proposals()).isOne();
        assertThat(after.instalments() - before.instalments()).isEqualTo(2);
        assertThat(after.news() - before.news()).isGreaterThanOrEqualTo(2);
        assertThat(after.refused()).isEqualTo(before.refused());
        assertThat(watch.read(Instant.now()).news()).isLessThan(after.news());
    }

    private static void leaveOneOfEach() {
        Town town = new Town();
        Proposing proposals = new Proposing(town);
        String ann = town.member("ann", "100.00");
        String ben = town.member("ben", "100.00");
        LocalDate tomorrow = LocalDate.now(ZoneId.of("Europe/Lisbon")).plusDays(1);
        proposals.proposed(ann, Proposing.of("request", "ben", "ann", "5.00"));
        String accepted = proposals.proposed(
                ann,
                Proposing.of(
                        "request",
                        "ben",
                        "ann",
                        "10.00",
                        "instalments",
                        List.of(
                                Map.of("dueDate", tomorrow.toString(), "amount", "4.00"),
                                Map.of("dueDate", tomorrow.plusDays(9).toString(), "amount", "6.00"))));
        proposals.accept(ben, accepted, Map.of("instalments", true)).statusCode(200);
    }
}
