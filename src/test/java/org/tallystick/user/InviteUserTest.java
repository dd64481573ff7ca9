package org.tallystick.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.security.SecurityFixture;
import org.tallystick.testing.Api;
import org.tallystick.testing.DatabaseTestResource;
import org.tallystick.testing.Mailbox;
import org.tallystick.testing.MailboxTestResource;
import org.tallystick.testing.Town;

/** Operators invite any login but their own; and so does whoever may run a command where the service runs. */
@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
@WithTestResource(value = MailboxTestResource.class, scope = TestResourceScope.GLOBAL)
class InviteUserTest {
    @Inject
    SecurityFixture fixture;

    @Inject
    LoginFixture logins;

    @Inject
    InviteOperator inviteOperator;

    Mailbox mailbox;
    private String operator;

    @BeforeEach
    void anOperator() {
        operator = fixture.operatorToken();
    }

    @Test
    void whoWasAppointedAndLetTheInvitationPassIsInvitedAgain() {
        Town town = new Town();
        String name = Town.newName();
        String late = Api.as(operator, Map.of("username", name, "role", "administrator", "reason", "elected"))
                .post(town.path("/roles"))
                .then()
                .statusCode(201)
                .extract()
                .path("invitation.token");
        fixture.execute(
                "UPDATE invitation SET issued_at = issued_at - interval '8 days', expires_at = now() - interval '1 day'"
                        + " WHERE user_id = ?",
                fixture.userId(name));
        accept(late).statusCode(404);

        String invitation =
                invite(operator, name, Map.of()).statusCode(201).extract().path("token");
        accept(invitation).statusCode(200).body("username", equalTo(name));

        String token = Api.token(name, Town.password("them"));
        town.get(token, "/changes?kind=user")
                .statusCode(200)
                .body("changes.subject", contains(name, name))
                .body("changes.changedBy", contains(name, "operator"));
    }

    @Test
    void theInvitationIsSentWhereThereIsAnAddress() {
        String name = logins.user();
        String email = LoginFixture.newEmail();
        invite(operator, name, Map.of("email", email))
                .statusCode(201)
                .body("sentTo", equalTo(email))
                .body("token", nullValue());
        accept(LoginFixture.tokens(mailbox.awaitLetterTo(email)).get(0)).statusCode(200);
        assertThat(fixture.query("SELECT email FROM app_user WHERE username = ?", name))
                .isEqualTo(email);
        invite(operator, name, Map.of("email", "nowhere")).statusCode(400).body("errors[0].field", equalTo("email"));
    }

    @Test
    void oneOperatorInvitesAnotherAndNobodyThemselves() {
        String other = logins.user();
        fixture.execute("UPDATE app_user SET operator = true WHERE username = ?", other);
        String token = fixture.token(other);
        invite(token, other, Map.of()).statusCode(409);
        String first =
                invite(operator, other, Map.of()).statusCode(201).extract().path("token");
        String second = Api.as(operator)
                .noContentType()
                .post("/v1/users/" + other + "/invitation")
                .then()
                .statusCode(201)
                .extract()
                .path("token");
        accept(first).statusCode(404);
        accept(second).statusCode(200);
        assertThat(LoginFixture.status(token)).isEqualTo(401);
    }

    @Test
    void nobodyElseInvitesALoginAndNoneThatIsDisabledOrThatThereIsNot() {
        String name = logins.user();
        invite(fixture.token(name), name, Map.of()).statusCode(403);
        invite(fixture.token(fixture.administrator(fixture.community())), name, Map.of())
                .statusCode(403);
        invite(operator, "nobody-of-this-name", Map.of()).statusCode(404);
        fixture.execute("UPDATE app_user SET status = 'disabled' WHERE username = ?", name);
        invite(operator, name, Map.of()).statusCode(409);
    }

    @Test
    void theCommandMakesAnOperatorOnceAndInvitesAgain() {
        String name = Town.newName();
        InviteOperator.Invited made = inviteOperator.invite(name);
        InviteOperator.Invited again = inviteOperator.invite(name);
        assertThat(made.isNew()).isTrue();
        assertThat(again.isNew()).isFalse();

        accept(String.valueOf(made.invitation().token())).statusCode(404);
        accept(String.valueOf(again.invitation().token())).statusCode(200);
        Api.as(Api.token(name, Town.password("them")))
                .get("/v1/users/" + name)
                .then()
                .statusCode(200)
                .body("operator", equalTo(true));
    }

    @Test
    void theCommandMakesNobodyAnOperatorWhoHasALoginAlready() {
        String name = logins.user();
        refusedToCommand(name, "is no operator");
        refusedToCommand("alice@maple-lets", "is no operator");
        refusedToCommand("two words", "must be");
        assertThat(fixture.query("SELECT operator FROM app_user WHERE username = ?", name))
                .isEqualTo("f");
        fixture.execute("UPDATE app_user SET operator = true, status = 'disabled' WHERE username = ?", name);
        refusedToCommand(name, "is disabled");
        assertThat(fixture.query("SELECT count(*) FROM invitation WHERE user_id = ?", fixture.userId(name)))
                .isEqualTo("0");
    }

    private void refusedToCommand(String name, String why) {
        assertThatThrownBy(() -> inviteOperator.invite(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(why);
    }

    private static ValidatableResponse invite(String by, String username, Map<String, ?> request) {
        return Api.as(by, request).post("/v1/users/" + username + "/invitation").then();
    }

    private static ValidatableResponse accept(String token) {
        return Town.accept(Map.of("token", token, "password", Town.password("them")));
    }
}
