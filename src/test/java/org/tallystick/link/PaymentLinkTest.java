package org.tallystick.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.link.LinkTown.Made;
import org.tallystick.testing.Api;
import org.tallystick.testing.DatabaseTestResource;
import org.tallystick.testing.EveryText;
import org.tallystick.testing.Town;

/** Bob makes links by which he is paid, and Alice pays. */
@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
class PaymentLinkTest {
    @Inject
    EveryText everyText;

    @Inject
    DeleteUnpaidLinks deleting;

    private Town town;
    private LinkTown links;
    private String alice;
    private String bob;

    @BeforeEach
    void twoMembers() {
        town = new Town();
        links = new LinkTown(town);
        alice = town.member("alice", "100.00");
        bob = town.member("bob", "0.00");
    }

    @Test
    void whatEndedUnpaidIsLetGoOfAndWhatWasPaidStaysForItsTrades() {
        Made expiring = links.made(bob, LinkTown.link("bob", "1.00", true));
        Made withdrawn = links.made(bob, LinkTown.link("bob", "2.00", false));
        Made paid = links.made(bob, LinkTown.link("bob", "3.00", true));
        links.withdraw(bob, withdrawn.id(), "").statusCode(204);
        Map<String, String> payment = Map.of("token", paid.token(), "payer", "alice");
        String trade = links.pay(alice, "k", payment).statusCode(201).extract().path("id");
        Duration justNot = DeleteUnpaidLinks.KEPT.minus(Duration.ofMinutes(1));
        deleting.runDue(Instant.now().plus(justNot));
        links.get(bob, expiring.id()).statusCode(200);
        links.get(bob, withdrawn.id()).statusCode(200);
        deleting.runDue(Instant.now().plus(DeleteUnpaidLinks.KEPT).plusSeconds(1));
        links.get(bob, withdrawn.id()).statusCode(404);
        links.get(bob, expiring.id()).statusCode(200);
        deleting.runDue(Instant.now().plus(DeleteUnpaidLinks.KEPT).plus(Duration.ofHours(2)));
        links.get(bob, expiring.id()).statusCode(404);
        links.lookUp(alice, expiring.token()).statusCode(422).body("code", equalTo("payment-link-invalid"));
        links.get(bob, paid.id()).statusCode(200).body("state", equalTo("used"));
        links.pay(alice, "k", payment)
                .statusCode(201)
                .header("Idempotency-Replayed", "true")
                .body("id", equalTo(trade));
    }

    @Test
    void aLinkIsMadeLookedUpAndPaidAndTheTradeSaysWhatTheLinkSays() {
        Map<String, Object> request = LinkTown.link("bob", "4.5", true);
        request.put("metadata", Map.of("stall", "7"));
        Response made = links.make(bob, request)
                .statusCode(201)
                .body("state", equalTo("open"))
                .body("amount", equalTo("4.50"))
                .body("metadata.stall", equalTo("7"))
                .body("payments", equalTo(0))
                .body("madeBy", equalTo("bob@" + town.slug()))
                .extract()
                .response();
        String id = made.path("id");
        String token = made.path("token");
        assertThat(made.header("Location")).isEqualTo(town.path("/payment-links/" + id));
        assertThat(made.<String>path("url")).isEqualTo("https://pay.example.org/#" + token);

        links.lookUp(alice, token)
                .statusCode(200)
                .body("id", equalTo(id))
                .body("payee", equalTo("bob"))
                .body("name", equalTo("bob"))
                .body("amount", equalTo("4.50"))
                .body("currency", equalTo("CRED"))
                .body("memo", equalTo("A loaf of bread"))
                .body("state", equalTo("open"));
        Api.as(alice, Map.of("token", token, "payer", "alice"))
                .post(town.path("/payment-links/pay?dryRun=true"))
                .then()
                .statusCode(200)
                .body("amount", equalTo("4.50"))
                .body("$", not(hasKey("id")));
        links.get(bob, id).body("state", equalTo("open"));

        Map<String, String> payment = Map.of("token", token, "payer", "alice");
        String trade = links.pay(alice, "k1", payment)
                .statusCode(201)
                .body("payer", equalTo("alice"))
                .body("payee", equalTo("bob"))
                .body("amount", equalTo("4.50"))
                .body("description", equalTo("A loaf of bread"))
                .body("metadata", equalTo(Map.of("stall", "7", "paymentLink", id)))
                .extract()
                .path("id");

        links.get(bob, id)
                .body("state", equalTo("used"))
                .body("payments", equalTo(1))
                .body("trade", equalTo(trade));
        links.lookUp(alice, token).statusCode(200).body("state", equalTo("used"));
        town.get(bob, "/accounts/bob").body("balance", equalTo("4.50"));
        links.pay(alice, "k2", payment)
                .statusCode(409)
                .body("code", equalTo("payment-link-ended"))
                .body("state", equalTo("used"));
        links.pay(alice, "k1", payment)
                .statusCode(201)
                .header("Idempotency-Replayed", "true")
                .body("id", equalTo(trade));
        town.get(bob, "/accounts/bob").body("balance", equalTo("4.50"));
    }

    @Test
    void aLinkThatIsNotForASingleUseIsPaidAgainAndAgainUntilItIsWithdrawn() {
        Made link = links.made(bob, LinkTown.link("bob", "1.00", false));
        links.pay(alice, "k1", Map.of("token", link.token(), "payer", "alice")).statusCode(201);
        links.pay(alice, "alice", link.token()).statusCode(201);
        links.get(bob, link.id()).body("state", equalTo("open")).body("payments", equalTo(2));

        links.withdraw(bob, link.id(), "").statusCode(204);

        links.get(bob, link.id()).body("state", equalTo("withdrawn")).body("withdrawnAt", notNullValue());
        links.pay(alice, "alice", link.token()).statusCode(409).body("state", equalTo("withdrawn"));
        links.pay(alice, "k1", Map.of("token", link.token(), "payer", "alice"))
                .statusCode(201)
                .header("Idempotency-Replayed", "true");
        links.withdraw(bob, link.id(), "").statusCode(409).body("state", equalTo("withdrawn"));
        town.get(bob, "/accounts/bob").body("balance", equalTo("2.00"));
        town.get(bob, "/changes?kind=payment-link").body("changes", empty());
    }

    @Test
    void anExpiredLinkIsNotPaidButWhatItsKeyBoughtIsAnsweredAgain() throws InterruptedException {
        Map<String, Object> request = LinkTown.link("bob", "1.00", false);
        request.put("expiresAt", Instant.now().plus(Duration.ofSeconds(3)).toString());
        Made link = links.made(bob, request);
        Map<String, String> payment = Map.of("token", link.token(), "payer", "alice");
        links.pay(alice, "k1", payment).statusCode(201);
        while (!links.lookUp(alice, link.token()).extract().path("state").equals("expired")) {
            Thread.sleep(100);
        }

        links.pay(alice, "k2", payment)
                .statusCode(409)
                .body("code", equalTo("payment-link-ended"))
                .body("state", equalTo("expired"));
        links.pay(alice, "k1", payment).statusCode(201).header("Idempotency-Replayed", "true");
        Api.as(alice, payment)
                .header("Idempotency-Key", "k2")
                .post(town.path("/payment-links/pay?dryRun=true"))
                .then()
                .statusCode(409);
    }

    @Test
    void whoeverPaysSaysHowMuchWhereTheLinkLeavesItOpenAndNowhereElse() {
        Map<String, Object> request = LinkTown.link("bob", "1.00", false);
        request.remove("amount");
        Made open = links.made(bob, request);
        links.lookUp(alice, open.token()).body("$", not(hasKey("amount")));
        links.pay(alice, "alice", open.token()).statusCode(400).body("errors.field", contains("amount"));
        links.pay(alice, "k1", payment(open, "0")).statusCode(400).body("code", equalTo("amount-not-positive"));
        links.pay(alice, "k1", payment(open, "1.005")).statusCode(400).body("errors.field", contains("amount"));
        links.pay(alice, "k1", payment(open, "7.5")).statusCode(201).body("amount", equalTo("7.50"));
        links.pay(alice, "k1", payment(open, "7.50")).statusCode(201).header("Idempotency-Replayed", "true");
        links.pay(alice, "k1", payment(open, "8")).statusCode(422).body("code", equalTo("idempotency-key-reused"));

        Made fixed = links.made(bob, LinkTown.link("bob", "3.00", false));
        links.pay(alice, "k2", payment(fixed, "2.00"))
                .statusCode(400)
                .body("errors.field", contains("amount"))
                .body("errors.code", contains("fixed"));
        links.pay(alice, "k2", payment(fixed, "3")).statusCode(201);
    }

    private static Map<String, String> payment(Made link, String amount) {
        return Map.of("token", link.token(), "payer", "alice", "amount", amount);
    }

    @Test
    void aTokenThatIsAlteredOrOfAnotherCommunityIsNone() {
        Made link = links.made(bob, LinkTown.link("bob", "1.00", false));
        String altered =
                (link.token().startsWith("A") ? "B" : "A") + link.token().substring(1);
        for (String token : List.of(altered, "none", link.token() + "x")) {
            links.pay(alice, "alice", token).statusCode(422).body("code", equalTo("payment-link-invalid"));
            links.lookUp(alice, token).statusCode(422).body("code", equalTo("payment-link-invalid"));
        }
        Town other = new Town();
        String carol = other.member("carol", "10.00");
        new LinkTown(other)
                .pay(carol, "carol", link.token())
                .statusCode(422)
                .body("code", equalTo("payment-link-invalid"));
        new LinkTown(other).get(carol, link.id()).statusCode(404);
    }

    @Test
    void aRefusedPaymentSpendsNeitherTheLinkNorTheKey() {
        Made link = links.made(bob, LinkTown.link("bob", "150.00", true));
        Map<String, String> payment = Map.of("token", link.token(), "payer", "alice");
        links.pay(alice, "k1", payment).statusCode(422).body("code", equalTo("credit-limit-exceeded"));
        links.get(bob, link.id()).body("state", equalTo("open")).body("trade", nullValue());
        town.setLimits(town.operator(), "alice", "200.00").statusCode(200);
        links.pay(alice, "k1", payment).statusCode(201);
        links.pay(bob, "bob", link.token()).statusCode(409);
        Made own = links.made(bob, LinkTown.link("bob", "1.00", true));
        links.pay(bob, "bob", own.token()).statusCode(422).body("code", equalTo("same-account"));
    }

    @Test
    void aKeyTellsAPaymentByALinkFromATradeThatSaysTheSame() {
        Made link = links.made(bob, LinkTown.link("bob", "1.00", false));
        Map<String, String> payment = Map.of("token", link.token(), "payer", "alice");
        links.pay(alice, "k1", payment).statusCode(201);
        Api.as(
                        alice,
                        Map.of(
                                "payer", "alice",
                                "payee", "bob",
                                "amount", "1.00",
                                "description", "A loaf of bread",
                                "metadata", Map.of("paymentLink", link.id())))
                .header("Idempotency-Key", "k1")
                .post(town.path("/trades"))
                .then()
                .statusCode(422)
                .body("code", equalTo("idempotency-key-reused"));
        Made another = links.made(bob, LinkTown.link("bob", "1.00", false));
        links.pay(alice, "k1", Map.of("token", another.token(), "payer", "alice"))
                .statusCode(422)
                .body("code", equalTo("idempotency-key-reused"));
        Api.as(alice, payment)
                .post(town.path("/payment-links/pay"))
                .then()
                .statusCode(400)
                .body("code", equalTo("idempotency-key-required"));
    }

    @Test
    void aLinkIsOfTheCurrencyOfItsAccount() {
        Made link = links.made(bob, LinkTown.link("bob.HRS", "1.00", false));
        links.lookUp(alice, link.token()).body("payee", equalTo("bob.HRS")).body("currency", equalTo("HRS"));
        links.pay(alice, "alice", link.token()).statusCode(400).body("code", equalTo("currency-mismatch"));
        links.pay(alice, "alice.HRS", link.token()).statusCode(422).body("code", equalTo("credit-limit-exceeded"));
    }

    @Test
    void everythingThatIsMalformedIsNamed() {
        Map<String, Object> request = new HashMap<>(Map.of(
                "payee",
                "BOB!",
                "amount",
                "1e3",
                "memo",
                "m".repeat(141),
                "expiresAt",
                "tomorrow",
                "metadata",
                Map.of()));
        links.make(bob, request).statusCode(400).body("errors.field", contains("payee", "amount", "memo", "expiresAt"));
        Map<String, Object> late = LinkTown.link("bob", "1.00", false);
        late.put("expiresAt", Instant.now().plus(Duration.ofDays(367)).toString());
        late.put("metadata", Map.of("paymentLink", "x"));
        links.make(bob, late).statusCode(400).body("errors.field", contains("metadata.paymentLink", "expiresAt"));
        late.put("expiresAt", Instant.now().minusSeconds(1).toString());
        late.remove("metadata");
        links.make(bob, late).statusCode(400).body("errors.field", contains("expiresAt"));
        links.make(bob, LinkTown.link("bob", "-1.00", false))
                .statusCode(400)
                .body("code", equalTo("amount-not-positive"));
        Made link = links.made(bob, LinkTown.link("bob", "1.00", false));
        links.pay(town.operator(), "fund", link.token()).statusCode(400).body("errors.code", contains("not-a-member"));
        links.make(town.operator(), LinkTown.link("fund", "1.00", false))
                .statusCode(400)
                .body("errors.field", contains("payee"));
    }

    @Test
    void onlyWhoActsForThePayeeMakesALinkAndAnOfficeIsOnRecord() {
        String viewer = town.join(bob, "bob", Map.of("role", "viewer"), Town.newName());
        String administrator = town.appoint("administrator");
        Map<String, Object> request = LinkTown.link("bob", "1.00", false);
        links.make(alice, request).statusCode(403);
        links.make(alice, LinkTown.link("nobody", "1.00", false)).statusCode(403);
        links.make(viewer, request).statusCode(403);
        links.make(administrator, request).statusCode(400).body("errors.field", contains("reason"));
        links.make(town.operator(), LinkTown.link("nobody", "1.00", false))
                .statusCode(422)
                .body("code", equalTo("unknown-account"));

        String spender = town.join(bob, "bob", Map.of("role", "spender"), Town.newName());
        Made link = links.made(spender, request);
        links.get(viewer, link.id()).statusCode(200);
        links.get(alice, link.id()).statusCode(404);
        links.withdraw(alice, link.id(), "").statusCode(404);
        links.withdraw(viewer, link.id(), "").statusCode(403);
        links.withdraw(administrator, link.id(), "").statusCode(400);
        links.withdraw(administrator, link.id(), "?reason=fraud").statusCode(204);
        town.get(bob, "/changes?kind=payment-link")
                .body("changes", hasSize(1))
                .body("changes[0].before.status", equalTo("open"))
                .body("changes[0].after.status", equalTo("withdrawn"))
                .body("changes[0].reason", equalTo("fraud"));
        request.put("reason", "asked for it by telephone");
        links.make(administrator, request).statusCode(201);
        town.get(bob, "/changes?kind=payment-link").body("changes[0].after.amount", equalTo("1.00"));
    }

    @Test
    void anExchangeSystemActsForThoseWhoLetIt() {
        String name = "till-" + town.slug();
        String till = town.client(name, "trades:write");
        Made link = links.made(till, LinkTown.link("bob", "1.00", true));
        links.pay(till, "alice", link.token()).statusCode(201).body("onBehalfOf", equalTo("alice"));
        town.settings(Map.of("clientConsent", "members"));
        links.make(till, LinkTown.link("bob", "1.00", true)).statusCode(403);
        Api.as(bob).put(town.path("/members/bob/consents/" + name)).then().statusCode(204);
        Made second = links.made(till, LinkTown.link("bob", "1.00", true));
        links.pay(till, "alice", second.token()).statusCode(403);
        links.pay(alice, "alice", second.token()).statusCode(201);
    }

    @Test
    void aSpendersLimitAndTheTermsHoldForALinkToo() {
        String spender = town.join(
                alice,
                "alice",
                Map.of("role", "spender", "limits", List.of(Map.of("currency", "CRED", "perTrade", "5.00"))),
                Town.newName());
        Made link = links.made(bob, LinkTown.link("bob", "6.00", true));
        links.pay(spender, "alice", link.token()).statusCode(422).body("code", equalTo("spending-limit-exceeded"));
        links.pay(bob, "alice", link.token()).statusCode(403);
        Map<String, Object> terms = Map.of(
                "language", "en",
                "title", "How we trade",
                "text", "Be fair.",
                "graceDays", 0,
                "effectiveOn", LocalDate.now(ZoneId.of("Europe/Lisbon")).toString(),
                "reason", "decided");
        Api.as(town.operator(), terms).post(town.path("/terms")).then().statusCode(201);
        town.settings(Map.of("termsRequired", "trading"));
        links.pay(alice, "alice", link.token()).statusCode(403).body("code", equalTo("terms-not-accepted"));
        links.get(bob, link.id()).body("state", equalTo("open"));
    }

    @Test
    void linksAreListedTheNewestFirstAndOnlyToThoseWhoMaySeeThem() {
        Made first = links.made(bob, LinkTown.link("bob", "1.00", true));
        Made second = links.made(bob, LinkTown.link("bob.HRS", "2.00", true));
        Map<String, Object> request = LinkTown.link("alice", "3.00", true);
        Made others = links.made(alice, request);

        String cursor = town.get(bob, "/payment-links?limit=1")
                .body("links.id", contains(second.id()))
                .extract()
                .path("nextCursor");
        town.get(bob, "/payment-links?cursor=" + cursor)
                .body("links.id", contains(first.id()))
                .body("nextCursor", nullValue());
        town.get(bob, "/payment-links?account=bob").body("links.id", contains(first.id()));
        town.get(bob, "/payment-links?account=alice").statusCode(404);
        town.get(bob, "/payment-links?account=nobody").statusCode(404);
        town.get(bob, "/payment-links?limit=0&cursor=x").body("errors.field", contains("limit", "cursor"));
        town.get(town.operator(), "/payment-links").body("links.id", contains(others.id(), second.id(), first.id()));
    }

    @Test
    void theQrCodeHoldsTheLinkAsPngAndAsSvg() throws Exception {
        Made link = links.made(bob, LinkTown.link("bob", "1.00", true));
        String url = links.get(bob, link.id()).extract().path("url");
        String qr = town.path("/payment-links/" + link.id() + "/qr");

        Response png = Api.as(bob).get(qr);
        assertThat(png.statusCode()).isEqualTo(200);
        assertThat(png.contentType()).isEqualTo("image/png");
        assertThat(QrCodeTest.read(ImageIO.read(new ByteArrayInputStream(png.asByteArray())))
                        .getText())
                .isEqualTo(url);
        Api.as(bob).accept("image/svg+xml").get(qr).then().statusCode(200).contentType("image/svg+xml");
        Response svg = Api.as(bob).get(qr + "?format=svg&size=800");
        assertThat(svg.contentType()).isEqualTo("image/svg+xml");
        assertThat(svg.asString()).contains("width=\"800\"");
        assertThat(ImageIO.read(new ByteArrayInputStream(
                                Api.as(bob).get(qr + "?format=png&size=250").asByteArray()))
                        .getWidth())
                .isEqualTo(250);
        Api.as(bob)
                .get(qr + "?format=gif&size=199")
                .then()
                .statusCode(400)
                .contentType(endsWith("problem+json"))
                .body("errors.field", contains("format", "size"));
        Api.as(bob).accept("image/gif").get(qr).then().statusCode(406);
        Api.as(alice).get(qr).then().statusCode(404);
    }

    @Test
    void whatALinkSaysIsForgottenWithItsMember() {
        String memo = "Lessons by " + UUID.randomUUID();
        Map<String, Object> request = LinkTown.link("bob", "1.00", false);
        request.put("memo", memo);
        request.put("metadata", Map.of("who", memo));
        Made link = links.made(bob, request);
        assertThat(everyText.with(memo)).containsExactlyInAnyOrder("payment_link.memo", "payment_link.metadata");
        town.trade(alice, "alice", "bob", "1.00").statusCode(201);
        Api.as(town.operator(), Map.of("cause", "vanished", "reason", "nobody knows where"))
                .post(town.path("/members/bob/departure"))
                .then()
                .statusCode(201);
        Api.as(town.operator(), Map.of("against", "settlement", "reason", "left behind"))
                .header("Idempotency-Key", "w")
                .post(town.path("/members/bob/write-off"))
                .then()
                .statusCode(201);
        links.pay(alice, "alice", link.token()).statusCode(422).body("code", equalTo("account-closed"));
        Api.as(town.operator(), Map.of("reason", "asked for it"))
                .post(town.path("/members/bob/erasure"))
                .then()
                .statusCode(200);

        assertThat(everyText.with(memo)).isEmpty();
        links.pay(alice, "alice", link.token()).statusCode(409).body("state", equalTo("withdrawn"));
        links.lookUp(alice, link.token()).body("memo", equalTo("erased"));
        town.get(town.operator(), "/payment-links").body("links.state", hasItem("withdrawn"));
    }
}
