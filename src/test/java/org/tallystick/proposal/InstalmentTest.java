package org.tallystick.proposal;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.departure.CloseSettled;
import org.tallystick.testing.Api;
import org.tallystick.testing.DatabaseTestResource;
import org.tallystick.testing.Town;

/** A proposal that is accepted by its schedule: each instalment is booked once, on its day or as soon as the books allow. */
@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
class InstalmentTest {
    /** That of a test's community. */
    private static final ZoneId ZONE = ZoneId.of("Europe/Lisbon");

    @Inject
    BookInstalments booking;

    @Inject
    CloseSettled closing;

    private Town town;
    private Proposing proposals;
    private String ann;
    private String ben;

    @BeforeEach
    void aTown() {
        town = new Town();
        proposals = new Proposing(town);
        ann = town.member("ann", "100.00");
        ben = town.member("ben", "100.00");
    }

    private static Map<String, Object> due(int days, String amount) {
        return Map.of("dueDate", LocalDate.now(ZONE).plusDays(days).toString(), "amount", amount);
    }

    /** ann asks ben. */
    private String asked(String amount, List<?> schedule) {
        return proposals.proposed(ann, Proposing.of("request", "ben", "ann", amount, "instalments", schedule));
    }

    private String committed(String amount, List<?> schedule) {
        String id = asked(amount, schedule);
        proposals.accept(ben, id, Map.of("instalments", true)).statusCode(200);
        return id;
    }

    private void bookDuesOf(int days) {
        booking.runDue(Instant.now().plus(days, ChronoUnit.DAYS));
    }

    @Test
    void eachInstalmentIsBookedOnItsDay() {
        String id = asked("10.00", List.of(due(0, "2.00"), due(10, "3.00"), due(20, "5.00")));
        proposals.get(ben, id).body("instalments.state", everyItem(equalTo("proposed")));
        bookDuesOf(30);
        proposals.get(ben, id).body("trades", empty());

        proposals
                .accept(ben, id, Map.of("instalments", true))
                .statusCode(200)
                .body("trade", nullValue())
                .body("proposal.state", equalTo("accepted"))
                .body("proposal.acceptedAmount", equalTo("10.00"))
                .body("proposal.instalments.number", contains(1, 2, 3))
                .body("proposal.instalments.state", everyItem(equalTo("pending")));
        bookDuesOf(0);
        proposals
                .get(ben, id)
                .body("instalments.state", contains("booked", "pending", "pending"))
                .body("instalments[0].trade", notNullValue())
                .body("trades.amount", contains("2.00"));
        bookDuesOf(9);
        proposals.account(ann, "ann").body("balance", equalTo("2.00"));
        bookDuesOf(10);
        bookDuesOf(10);
        proposals.account(ann, "ann").body("balance", equalTo("5.00"));
        bookDuesOf(40);
        proposals.account(ann, "ann").body("balance", equalTo("10.00"));
        town.get(ben, "/trades")
                .body("trades", hasSize(3))
                .body("trades.recordedBy", everyItem(equalTo("ben@" + town.slug())))
                .body("trades.description", hasItem("a day in the garden, instalment 2 of 3"));
        proposals.get(ben, id).body("instalments.state", everyItem(equalTo("booked")));
    }

    @Test
    void manyWhoBookAtOnceBookOnce() {
        String id = committed("6.00", List.of(due(0, "1.00"), due(1, "2.00"), due(2, "3.00")));
        Stream.generate(() -> CompletableFuture.runAsync(() -> bookDuesOf(3)))
                .limit(6)
                .toList()
                .forEach(CompletableFuture::join);
        proposals.get(ben, id).body("instalments.state", everyItem(equalTo("booked")));
        proposals.account(ann, "ann").body("balance", equalTo("6.00")).body("entryCount", nullValue());
        town.get(ann, "/trades").body("trades", hasSize(3));
    }

    @Test
    void whatTheBooksRefuseIsTriedAgainEveryDay() {
        String id = committed("150.00", List.of(due(0, "90.00"), due(1, "60.00")));
        bookDuesOf(2);
        String refusedAt = proposals
                .get(ann, id)
                .body("instalments.state", contains("booked", "pending"))
                .body("instalments[1].refusal", equalTo("credit-limit-exceeded"))
                .extract()
                .path("instalments[1].refusedAt");
        town.setLimits(town.operator(), "ben", "150.00").statusCode(200);
        bookDuesOf(2);
        proposals
                .get(ann, id)
                .body("instalments[1].state", equalTo("pending"))
                .body("instalments[1].refusedAt", equalTo(refusedAt));
        bookDuesOf(3);
        proposals.get(ann, id).body("instalments.state", contains("booked", "booked"));
        proposals.account(ann, "ann").body("balance", equalTo("150.00"));
    }

    @Test
    void thePayeeReleasesThePayerFromWhatIsLeft() {
        String id = committed("10.00", List.of(due(0, "4.00"), due(5, "6.00")));
        bookDuesOf(0);
        proposals.end(ben, id, "release").statusCode(403);
        proposals.end(ann, id, "release").statusCode(200).body("instalments.state", contains("booked", "released"));
        proposals.end(ann, id, "release").statusCode(200);
        bookDuesOf(6);
        proposals.account(ann, "ann").body("balance", equalTo("4.00"));
        String open = asked("10.00", List.of(due(0, "4.00"), due(5, "6.00")));
        proposals.end(ann, open, "release").statusCode(409);
    }

    @Test
    void nobodyReleasesThemselvesByAnOffice() {
        String id = committed("10.00", List.of(due(1, "4.00"), due(5, "6.00")));
        Api.as(town.operator(), Map.of("username", "ben@" + town.slug(), "role", "mediator", "reason", "elected"))
                .post(town.path("/roles"))
                .then()
                .statusCode(201);
        proposals.end(ben, id, "release").statusCode(403);
        proposals.end(town.appoint("mediator"), id, "release").statusCode(200);
        town.get(town.operator(), "/changes?kind=proposal")
                .body("changes.after.event", contains("release-instalments"));
    }

    @Test
    void aScheduleMayBeAcceptedAtOnceToo() {
        String id = asked("10.00", List.of(due(0, "4.00"), due(5, "6.00")));
        proposals.accept(ben, id, Map.of("instalments", true, "amount", "4.00")).statusCode(400);
        proposals.accept(ben, id, Map.of("amount", "1.00")).statusCode(200);
        proposals.accept(ben, id, Map.of("instalments", true)).statusCode(409);
        proposals.accept(ben, id, Map.of()).statusCode(200).body("trade.amount", equalTo("9.00"));
        bookDuesOf(6);
        proposals.account(ann, "ann").body("balance", equalTo("10.00"));
        String plain = proposals.proposed(ann, Proposing.of("request", "ben", "ann", "1.00"));
        proposals
                .accept(ben, plain, Map.of("instalments", true))
                .statusCode(400)
                .body("errors.field", contains("instalments"));
    }

    @Test
    void anOfferMayCarryAScheduleThatThePayeeAccepts() {
        String id = proposals.proposed(
                ben,
                Proposing.of("offer", "ben", "ann", "10.00", "instalments", List.of(due(0, "4.00"), due(5, "6.00"))));
        proposals.accept(ann, id, Map.of("instalments", true)).statusCode(200);
        bookDuesOf(0);
        town.get(ben, "/trades").body("trades.recordedBy", contains("ben@" + town.slug()));
    }

    @Test
    void whoeverSpendsWithinALimitCommitsNobody() {
        String spender = town.join(
                ben,
                "ben",
                Map.of("role", "spender", "limits", List.of(Map.of("currency", "CRED", "perDay", "50.00"))),
                Town.newName());
        String id = asked("10.00", List.of(due(0, "4.00"), due(5, "6.00")));
        proposals.accept(spender, id, Map.of("instalments", true)).statusCode(403);
        proposals.accept(spender, id, Map.of("amount", "1.00")).statusCode(200);
    }

    @Test
    void aFrozenAccountAgreesOnNothing() {
        String id = asked("10.00", List.of(due(0, "4.00"), due(5, "6.00")));
        Api.as(town.operator(), Map.of("status", "frozen", "reason", "asked for"))
                .header("If-Match", "*")
                .patch(town.path("/members/ben"))
                .then()
                .statusCode(200);
        proposals.accept(ben, id, Map.of("instalments", true)).statusCode(422).body("code", equalTo("account-frozen"));
    }

    @Test
    void anAccountWithOpenInstalmentsDoesNotClose() {
        String id = committed("10.00", List.of(due(20, "4.00"), due(50, "6.00")));
        Map<String, String> left = Map.of("status", "left", "reason", "moves away");
        Api.as(town.operator(), left)
                .header("If-Match", "*")
                .patch(town.path("/members/ben"))
                .then()
                .statusCode(409)
                .body("detail", containsString("Instalments"));
        Api.as(ben, Map.of("cause", "leaves", "reason", "moves away"))
                .post(town.path("/members/ben/departure"))
                .then()
                .statusCode(201);
        closing.runDue(Instant.now());
        town.get(ben, "/members/ben").body("status", equalTo("leaving"));
        proposals.end(ann, id, "release").statusCode(200);
        closing.runDue(Instant.now());
        town.get(town.operator(), "/members/ben").body("status", equalTo("left"));
    }

    @Test
    void aScheduleIsWholeAndRisesFromToday() {
        refused("instalments", List.of(due(0, "10.00")));
        refused("instalments", List.of(due(0, "4.00"), due(5, "5.00")));
        refused("instalments[1].dueDate", List.of(due(5, "4.00"), due(5, "6.00")));
        refused("instalments[0].dueDate", List.of(due(-1, "4.00"), due(5, "6.00")));
        refused("instalments[1].dueDate", List.of(due(0, "4.00"), due(3_700, "6.00")));
        refused("instalments[0].amount", List.of(due(0, "0.00"), due(5, "10.00")));
        List<Map<String, Object>> many = new ArrayList<>();
        for (int i = 0; i < 61; i++) {
            many.add(due(i, "1.00"));
        }
        refused("instalments", many);
        proposals
                .propose(
                        ben,
                        Proposing.of(
                                "offer",
                                "ben",
                                "ann",
                                "10.00",
                                "hold",
                                true,
                                "instalments",
                                List.of(due(0, "4.00"), due(5, "6.00"))))
                .statusCode(400)
                .body("errors.field", contains("hold"));
        proposals
                .propose(
                        town.appoint("mediator"),
                        Proposing.of(
                                "request",
                                "ben",
                                "ann",
                                "10.00",
                                "instalments",
                                List.of(due(0, "4.00"), due(5, "6.00"))))
                .statusCode(403);
    }

    private void refused(String field, List<?> schedule) {
        proposals
                .propose(ann, Proposing.of("request", "ben", "ann", "10.00", "instalments", schedule))
                .statusCode(400)
                .body("errors.field", contains(field));
    }
}
