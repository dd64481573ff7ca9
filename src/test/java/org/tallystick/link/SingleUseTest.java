package org.tallystick.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.ledger.CommunityId;
import org.tallystick.ledger.TradeId;
import org.tallystick.link.LinkTown.Made;
import org.tallystick.platform.Ids;
import org.tallystick.security.SecurityFixture;
import org.tallystick.testing.DatabaseTestResource;
import org.tallystick.testing.JsonClient;
import org.tallystick.testing.JsonClient.Answer;
import org.tallystick.testing.JsonClient.Call;
import org.tallystick.testing.Town;

/** Whoever comes at the same moment: a link for a single use is paid once. */
@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
class SingleUseTest {
    private static final int CLIENTS = 40;
    private static final int ROUNDS = 30;

    @Inject
    DataSource dataSource;

    @Inject
    SecurityFixture fixture;

    private Town town;
    private LinkTown links;
    private JsonClient client;
    private String till;

    @BeforeEach
    void aTillAndThreeMembers() {
        town = new Town();
        links = new LinkTown(town);
        client = new JsonClient(URI.create("http://localhost:" + RestAssured.port));
        town.enrol("alice");
        town.enrol("bob");
        town.enrol("carol");
        till = town.client("till-" + town.slug(), "trades:write");
    }

    @Test
    void ofManyPaymentsAtTheSameMomentOneIsBooked() {
        Made link = links.made(till, LinkTown.link("bob", "2.00", true));

        List<Answer> answers = atOnce(CLIENTS, i -> payment(link, i % 2 == 0 ? "alice" : "carol", "k" + i));

        assertThat(answers).filteredOn(answer -> answer.outcome().equals("ok")).hasSize(1);
        assertThat(answers).filteredOn(answer -> !answer.outcome().equals("ok")).allSatisfy(answer -> {
            assertThat(answer.outcome()).isEqualTo("payment-link-ended");
            assertThat(answer.text("state")).isEqualTo("used");
        });
        booked("2.00", 1);
        links.get(till, link.id()).body("payments", equalTo(1));
    }

    @Test
    void oneKeySentByManyAtTheSameMomentIsAnsweredTheSameTradeToAll() {
        Made link = links.made(till, LinkTown.link("bob", "2.00", true));

        List<Answer> answers = atOnce(CLIENTS, i -> payment(link, "alice", "the key"));

        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(201));
        assertThat(answers.stream().map(answer -> answer.text("id")).distinct()).hasSize(1);
        assertThat(answers).filteredOn(answer -> !answer.replayed()).hasSize(1);
        booked("2.00", 1);
    }

    @Test
    void aLinkIsPaidOrWithdrawnAndNeverBoth() {
        int paid = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Made link = links.made(till, LinkTown.link("bob", "0.01", true));
            String key = "round " + round;
            List<Answer> answers = atOnce(
                    2,
                    i -> i == 0
                            ? payment(link, "alice", key)
                            : Call.change("DELETE", town.path("/payment-links/" + link.id()), till, Map.of()));
            boolean isPaid = answers.get(0).status() == 201;
            paid += isPaid ? 1 : 0;
            assertThat(answers.get(0).outcome()).isEqualTo(isPaid ? "ok" : "payment-link-ended");
            assertThat(answers.get(1).outcome()).isEqualTo(isPaid ? "payment-link-ended" : "ok");
            links.get(till, link.id()).body("state", equalTo(isPaid ? "used" : "withdrawn"));
        }
        booked("%d.%02d".formatted(paid / 100, paid % 100), paid);
    }

    /** Two instances post the same community on a connection each. */
    @Test
    void inTwoTransactionsTheSecondWaitsForTheFirstAndFindsItUsed() throws Exception {
        Made link = links.made(till, LinkTown.link("bob", "2.00", true));
        CommunityId community = new CommunityId(
                UUID.fromString(fixture.query("SELECT community_id FROM community WHERE slug = ?", town.slug())));
        UUID id = UUID.fromString(link.id());
        try (Connection one = dataSource.getConnection();
                Connection other = dataSource.getConnection()) {
            one.setAutoCommit(false);
            other.setAutoCommit(false);
            assertThat(pay(one, community, id)).isTrue();
            CompletableFuture<Boolean> second = CompletableFuture.supplyAsync(() -> pay(other, community, id));
            assertThatThrownBy(() -> second.get(200, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            one.commit();
            assertThat(second.get(10, TimeUnit.SECONDS)).isFalse();
            assertThat(LinkUse.state(other, community, id, Instant.now())).isEqualTo(LinkState.USED);
            other.rollback();
        }
    }

    @Test
    void theDatabaseItselfLetsNoSingleUseHappenTwiceAndNoTermsOfALinkChange() {
        Made link = links.made(till, LinkTown.link("bob", "2.00", true));
        String where = " WHERE link_id = '" + link.id() + "'";
        assertThatThrownBy(() -> fixture.execute(
                        "UPDATE payment_link SET payments = 2, last_trade_id = gen_random_uuid()" + where))
                .cause()
                .extracting("SQLState")
                .isEqualTo("23514");
        for (String change :
                List.of("amount = 1", "account_id = member_id", "expires_at = now()", "single_use = false")) {
            assertThatThrownBy(() -> fixture.execute("UPDATE payment_link SET " + change + where))
                    .cause()
                    .extracting("SQLState")
                    .isEqualTo("42501");
        }
    }

    private static boolean pay(Connection connection, CommunityId community, UUID link) {
        try {
            return LinkUse.pay(connection, community, link, new TradeId(Ids.next()), Instant.now());
        } catch (SQLException e) {
            throw new CompletionException(e);
        }
    }

    private interface Calls {
        Call number(int i);
    }

    private List<Answer> atOnce(int count, Calls calls) {
        List<CompletableFuture<Answer>> sent = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sent.add(client.sendAsync(calls.number(i)));
        }
        return sent.stream().map(CompletableFuture::join).toList();
    }

    private Call payment(Made link, String payer, String key) {
        return Call.post(town.path("/payment-links/pay"), till, key, Map.of("token", link.token(), "payer", payer));
    }

    private void booked(String balance, int trades) {
        town.get(town.operator(), "/accounts/bob")
                .body("balance", equalTo(balance))
                .body("entries", equalTo(trades));
        town.get(town.operator(), "/verification").body("ok", equalTo(true));
    }
}
