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
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.platform.Sql;
import org.tallystick.testing.Api;
import org.tallystick.testing.DatabaseTestResource;
import org.tallystick.testing.Mailbox;
import org.tallystick.testing.MailboxTestResource;
import org.tallystick.testing.Town;

/** The other side learns by mail what has become of a proposal, once. */
@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
@WithTestResource(value = MailboxTestResource.class, scope = TestResourceScope.GLOBAL)
class ProposalLettersTest {
    @Inject
    TellOfProposals telling;

    @Inject
    EndDueProposals ending;

    @Inject
    BookInstalments booking;

    @Inject
    Sql sql;

    Mailbox mailbox;

    private Town town;
    private Proposing proposals;
    private String ann;
    private String ben;

    @BeforeEach
    void aTown() {
        town = new Town();
        proposals = new Proposing(town);
        ann = town.member("ann", "10.00");
        ben = town.member("ben", "10.00");
    }

    @Test
    void eachSideIsToldWhatTheOtherDid() {
        String annReads = reads("ann");
        String benReads = reads("ben");
        String accepted = proposals.proposed(ann, Proposing.of("request", "ben", "ann", "1.00"));
        tell();
        assertThat(mailbox.awaitLetterTo(benReads).subject()).isEqualTo("ann asks you to pay 1.00 CRED");
        assertThat(mailbox.awaitLetterTo(benReads).text()).contains("a day in the garden");
        proposals.accept(ben, accepted, Map.of()).statusCode(200);
        tell();
        assertThat(mailbox.awaitLetterTo(annReads).subject()).isEqualTo("A proposal of 1.00 CRED was accepted");

        String declined = proposals.proposed(ann, Proposing.of("offer", "ann", "ben", "2.00"));
        proposals.end(ben, declined, "decline").statusCode(200);
        proposals.proposed(ann, Proposing.of("request", "ben", "ann", "3.00"));
        ending.runDue(Instant.now().plus(Duration.ofDays(31)));
        tell();
        assertThat(mailbox.awaitLettersTo(annReads, 3))
                .extracting(letter -> letter.subject())
                .contains("A proposal of 2.00 CRED was declined", "A proposal of 3.00 CRED was expired");
        assertThat(mailbox.awaitLettersTo(benReads, 4))
                .extracting(letter -> letter.subject())
                .contains("ann offers to pay you 2.00 CRED", "A proposal of 3.00 CRED was expired");
        assertThat(mailbox.lettersTo(annReads)).hasSize(3);
    }

    @Test
    void whatIsWrongWithOneProposalKeepsNoLettersBack() {
        String benReads = reads("ben");
        String broken = proposals.proposed(ann, Proposing.of("request", "ben", "ann", "1.00"));
        proposals.proposed(ann, Proposing.of("request", "ben", "ann", "2.00"));
        lines(broken, "{}");
        try {
            tell();
        } finally {
            lines(broken, "[]");
        }
        assertThat(mailbox.awaitLetterTo(benReads).subject()).isEqualTo("ann asks you to pay 2.00 CRED");
        tell();
        assertThat(mailbox.awaitLettersTo(benReads, 2))
                .extracting(letter -> letter.subject())
                .containsOnlyOnce("ann asks you to pay 1.00 CRED");
    }

    private void lines(String proposal, String json) {
        sql.update("UPDATE proposal SET lines = ?::jsonb WHERE proposal_id = ?", json, UUID.fromString(proposal));
    }

    @Test
    void aRefusalByTheBooksIsToldToAll() {
        String carl = town.member("carl", "10.00");
        String annReads = reads("ann");
        String carlReads = reads("carl");
        String id = proposals.proposed(
                ann,
                Proposing.several(
                        "request",
                        List.of(Proposing.share("ben", "11.00"), Proposing.share("carl", "1.00")),
                        List.of(Proposing.share("ann", "12.00"))));
        proposals.accept(carl, id, Map.of()).statusCode(200);
        proposals.accept(ben, id, Map.of()).statusCode(422);
        proposals.accept(ben, id, Map.of()).statusCode(422);
        tell();
        assertThat(mailbox.awaitLetterTo(annReads).subject()).contains("was not booked yet");
        assertThat(mailbox.awaitLettersTo(carlReads, 2)).hasSize(2);
    }

    @Test
    void bothSidesAreToldOnceThatAnInstalmentIsRefused() {
        String annReads = reads("ann");
        String benReads = reads("ben");
        LocalDate today = LocalDate.now(ZoneId.of("Europe/Lisbon"));
        Map<String, Object> request = Proposing.of(
                "request",
                "ben",
                "ann",
                "31.00",
                "instalments",
                List.of(
                        Map.of("dueDate", today.toString(), "amount", "1.00"),
                        Map.of("dueDate", today.plusDays(1).toString(), "amount", "30.00")));
        String id = proposals.proposed(ann, request);
        proposals.accept(ben, id, Map.of("instalments", true)).statusCode(200);
        booking.runDue(Instant.now().plus(Duration.ofDays(2)));
        booking.runDue(Instant.now().plus(Duration.ofDays(3)));
        tell();
        assertThat(mailbox.awaitLettersTo(annReads, 2))
                .extracting(letter -> letter.subject())
                .containsExactlyInAnyOrder(
                        "A proposal of 31.00 CRED was accepted in instalments",
                        "A proposal of 31.00 CRED was not paid on a day");
        assertThat(mailbox.awaitLettersTo(benReads, 2)).hasSize(2);
    }

    @Test
    void whoseRuleAcceptsIsToldOfThatAlone() {
        String benReads = reads("ben");
        Api.as(ben, Map.of("payee", "ann", "perTrade", "5.00", "perMonth", "5.00"))
                .post(town.path("/members/ben/acceptance-rules"))
                .then()
                .statusCode(201);
        proposals.proposed(ann, Proposing.of("request", "ben", "ann", "4.00"));
        tell();
        assertThat(mailbox.awaitLetterTo(benReads).subject()).isEqualTo("A proposal of 4.00 CRED was accepted");
        assertThat(mailbox.lettersTo(benReads)).hasSize(1);
    }

    private void tell() {
        telling.runDue(Instant.now());
        telling.runDue(Instant.now());
    }

    /** Gives the login of a member an address that it has confirmed. */
    private String reads(String handle) {
        String email = "a" + UUID.randomUUID() + "@maple.example";
        sql.update(
                "UPDATE app_user SET email = ?, email_confirmed_at = now() WHERE username = ?",
                email,
                handle + "@" + town.slug());
        return email;
    }
}
