package org.tallystick.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.security.SecurityFixture;
import org.tallystick.testing.Api;
import org.tallystick.testing.DatabaseTestResource;
import org.tallystick.testing.Mailbox;
import org.tallystick.testing.MailboxTestResource;
import org.tallystick.testing.Town;

/** How people come to act for a member. */
@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
@WithTestResource(value = MailboxTestResource.class, scope = TestResourceScope.GLOBAL)
class InvitationTest {
    private static final Map<String, String> VIEWER = Map.of("role", "viewer");
    private static final Pattern TOKEN = Pattern.compile("[\\w-]{43}");

    private final String tom = Town.newName();

    @Inject
    SecurityFixture fixture;

    Mailbox mailbox;

    private Town town;
    private String alice;

    @BeforeEach
    void aliceInvites() {
        town = new Town();
        alice = town.member("alice", "100.00");
        town.enrol("bob");
    }

    @Test
    void anOwnerInvitesToTheirMemberAndToNoOther() {
        town.invite(alice, "alice", VIEWER)
                .statusCode(201)
                .body("token", notNullValue())
                .body("sentTo", nullValue());
        town.invite(alice, "bob", VIEWER).statusCode(403);
        town.invite(alice, "nobody", VIEWER).statusCode(404);
        town.invite(alice, "alice", Map.of()).statusCode(403);
        town.invite(alice, "alice", Map.of("role", "king", "email", "x"))
                .statusCode(400)
                .body("errors.field", equalTo(List.of("role", "email")));
    }

    @Test
    void whoHasNoLoginChoosesANameThatIsFree() {
        String invitation = town.invited(alice, "alice", VIEWER);
        accept(invitation, "tom@" + town.slug()).statusCode(400).body("errors[0].field", equalTo("username"));
        accept(invitation, "two words").statusCode(400);
        accept(invitation, "operator").statusCode(409).body("code", equalTo("already-exists"));
        Town.accept(Map.of("token", invitation))
                .statusCode(400)
                .body("errors.field", equalTo(List.of("username", "password")));
        accept(invitation, tom).statusCode(200).body("username", equalTo(tom));
        accept(invitation, "2" + tom).statusCode(404);
        town.get(Api.token(tom, Town.password("somebody")), "/accounts/alice").statusCode(200);
    }

    @Test
    void whoIsLoggedInAcceptsWithTheirLoginAndOnce() {
        String bob = Api.login(town.operator(), town.slug(), "bob");
        String invitation = town.invited(alice, "alice", VIEWER);
        Town.acceptAs(bob, invitation).statusCode(200).body("username", equalTo("bob@" + town.slug()));
        town.get(bob, "/accounts/alice").statusCode(200);
        Town.acceptAs(bob, invitation).statusCode(404);
        Town.acceptAs(bob, town.invited(alice, "alice", Map.of("role", "owner")))
                .statusCode(409);
        Town.acceptAs(bob + "x", town.invited(alice, "alice", VIEWER)).statusCode(401);
    }

    @Test
    void nobodyAcceptsTheirOwnInvitation() {
        String administrator = town.appoint("administrator");
        String invitation = town.invited(administrator, "bob", Map.of("role", "owner"));
        Town.acceptAs(administrator, invitation).statusCode(403);
        Town.acceptAs(alice, invitation).statusCode(200);
    }

    @Test
    void anInvitationIsVoidOnceWhoWroteItMayNotInviteAnyMore() {
        String owner = town.join(alice, "alice", Map.of("role", "owner"), tom);
        String invitation = town.invited(owner, "alice", VIEWER);
        Api.as(alice, Map.of("role", "spender", "reason", "decided"))
                .put(town.path("/members/alice/users/" + tom))
                .then()
                .statusCode(200);
        accept(invitation, "2" + tom).statusCode(404);
    }

    @Test
    void anInvitationThatExpiredIsVoid() {
        String invitation = town.invited(alice, "alice", VIEWER);
        fixture.execute(
                "UPDATE invitation i SET expires_at = now() - interval '1 second' FROM community c"
                        + " WHERE c.community_id = i.community_id AND c.slug = ?",
                town.slug());
        accept(invitation, tom).statusCode(404);
    }

    @Test
    void invitationsThatWaitAreListedUntilTheyAreAcceptedOrExpire() {
        String accepted = town.invited(alice, "alice", VIEWER);
        town.invited(
                alice,
                "alice",
                Map.of("role", "spender", "limits", List.of(Map.of("currency", "CRED", "perTrade", "5.00"))));
        town.invited(town.operator(), "alice", Map.of());
        pending(alice)
                .body("invitations.role", equalTo(Arrays.asList(null, "spender", "viewer")))
                .body("invitations.username", equalTo(Arrays.asList("alice@" + town.slug(), null, null)))
                .body("invitations[1].limits[0].perTrade", equalTo("5.00"))
                .body(
                        "invitations.invitedBy",
                        equalTo(List.of("operator", "alice@" + town.slug(), "alice@" + town.slug())))
                .body("invitations[0].expiresAt", notNullValue())
                .body("invitations.token", equalTo(Arrays.asList(null, null, null)));
        accept(accepted, tom).statusCode(200);
        pending(alice).body("invitations.role", equalTo(Arrays.asList(null, "spender")));
        fixture.execute("UPDATE invitation SET expires_at = now() WHERE user_id IS NOT NULL");
        pending(alice).body("invitations.role", equalTo(List.of("spender")));
    }

    @Test
    void anInvitationThatWasWithdrawnIsVoidAndThatIsOnRecord() {
        String invitation = town.invited(alice, "alice", VIEWER);
        String id = pending(alice).extract().path("invitations[0].id");
        withdraw(alice, id, "").statusCode(400).body("errors[0].field", equalTo("reason"));
        withdraw(alice, id, "?reason=mistake").statusCode(204);
        pending(alice).body("invitations", hasSize(0));
        accept(invitation, tom).statusCode(404);
        withdraw(alice, id, "?reason=mistake").statusCode(404);
        withdraw(alice, "x", "?reason=mistake").statusCode(404);
        town.get(town.operator(), "/changes?kind=membership&limit=1")
                .statusCode(200)
                .body("changes[0].reason", equalTo("mistake"))
                .body("changes[0].before.role", equalTo("viewer"));
    }

    @Test
    void invitationsOfAnotherMemberAreNobodyElsesToSeeOrWithdraw() {
        String bob = Api.login(town.operator(), town.slug(), "bob");
        town.invited(alice, "alice", VIEWER);
        String id = pending(alice).extract().path("invitations[0].id");
        town.get(bob, "/members/alice/invitations").statusCode(403);
        withdraw(bob, id, "?reason=mine").statusCode(403);
        Api.as(bob)
                .delete(town.path("/members/bob/invitations/" + id + "?reason=mine"))
                .then()
                .statusCode(404);
        pending(alice).body("invitations", hasSize(1));
    }

    @Test
    void whereAnInvitationWasSentIsForThoseWhoMayInvite() {
        String viewer = town.join(alice, "alice", VIEWER, tom);
        String address = tom + "@maple.example";
        town.invite(alice, "alice", Map.of("role", "viewer", "email", address)).statusCode(201);
        pending(alice).body("invitations[0].sentTo", equalTo(address));
        pending(viewer).body("invitations[0].sentTo", nullValue());
    }

    @Test
    void anInvitationOfAnotherLoginThatActsForTheMemberIsNotTheMembersBusiness() {
        String bob = Api.login(town.operator(), town.slug(), "bob");
        Town.acceptAs(bob, town.invited(alice, "alice", VIEWER)).statusCode(200);
        String address = tom + "@maple.example";
        town.invite(town.operator(), "bob", Map.of("email", address)).statusCode(201);
        pending(alice).body("invitations", hasSize(0));
        town.get(town.operator(), "/members/bob/invitations")
                .body("invitations[0].sentTo", equalTo(address))
                .body("invitations[0].username", equalTo("bob@" + town.slug()));
    }

    @Test
    void invitationsThatAreVoidDoNotCountAgainstTheMember() {
        String owner = town.join(alice, "alice", Map.of("role", "owner"), tom);
        for (int i = 0; i < 50; i++) {
            town.invited(owner, "alice", VIEWER);
        }
        town.invite(alice, "alice", VIEWER).statusCode(409);
        Api.as(alice)
                .delete(town.path("/members/alice/users/" + tom + "?reason=moved"))
                .then()
                .statusCode(204);
        town.invite(alice, "alice", VIEWER).statusCode(201);
    }

    @Test
    void anInvitationOfTheMembersOwnLoginIsWithdrawnByThoseWhoRunTheCommunity() {
        String invitation = town.invited(town.operator(), "alice", Map.of());
        String id = pending(alice).extract().path("invitations[0].id");
        withdraw(alice, id, "?reason=mine").statusCode(403);
        withdraw(town.appoint("administrator"), id, "?reason=misdirected").statusCode(204);
        Town.accept(Map.of("token", invitation, "password", "a long sentence is a good password"))
                .statusCode(404);
        town.get(town.operator(), "/changes?kind=user&limit=1")
                .body("changes[0].before.invited", equalTo("alice@" + town.slug()));
    }

    @Test
    void aLetterCarriesTheTokenAndTheAnswerDoesNot() {
        String address = tom + "@maple.example";
        town.invite(alice, "alice", Map.of("role", "viewer", "email", address))
                .statusCode(201)
                .body("token", nullValue())
                .body("sentTo", equalTo(address));
        accept(tokenIn(address), tom).statusCode(200);
        assertThat(confirmedAddress(tom)).isEqualTo(address);
    }

    @Test
    void whoeverInvitesDoesNotChooseTheAddressOfSomebodysLogin() {
        String bob = Api.login(town.operator(), town.slug(), "bob");
        String address = tom + "@mallory.example";
        town.invite(alice, "alice", Map.of("role", "viewer", "email", address)).statusCode(201);
        Town.acceptAs(bob, tokenIn(address)).statusCode(200);
        assertThat(confirmedAddress("bob@" + town.slug())).isNull();
    }

    @Test
    void aMemberHasNoMoreThanSomeInvitationsOpen() {
        for (int i = 0; i < 50; i++) {
            town.invite(alice, "alice", VIEWER).statusCode(201);
        }
        town.invite(alice, "alice", VIEWER).statusCode(409);
    }

    @Test
    void aPostWithoutABodyInvitesTheMembersOwnLogin() {
        Api.as(town.operator())
                .noContentType()
                .post(town.path("/members/bob/invitations"))
                .then()
                .statusCode(201)
                .body("token", notNullValue());
    }

    private static ValidatableResponse accept(String invitation, String username) {
        return Town.accept(Map.of("token", invitation, "username", username, "password", Town.password("somebody")));
    }

    private String tokenIn(String address) {
        Matcher token = TOKEN.matcher(mailbox.awaitLetterTo(address).text());
        assertThat(token.find()).isTrue();
        return token.group();
    }

    private String confirmedAddress(String username) {
        return fixture.query(
                "SELECT email FROM app_user WHERE username = ? AND (email IS NULL OR email_confirmed_at IS NOT NULL)",
                username);
    }

    private ValidatableResponse pending(String token) {
        return town.get(token, "/members/alice/invitations").statusCode(200);
    }

    private ValidatableResponse withdraw(String token, String id, String query) {
        return Api.as(token)
                .delete(town.path("/members/alice/invitations/" + id + query))
                .then();
    }
}
