package org.tallystick.chaos.fault;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.tallystick.testing.JsonClient;
import org.tallystick.testing.JsonClient.Answer;
import org.tallystick.testing.JsonClient.Call;
import org.tallystick.testing.NewCommunity;
import org.tallystick.testing.Tokens;


/** A community apart, in which two members pay each other for no other reason than to see whether they can. */
public final class ProbeCommunity {
    private static final String SLUG = "probe";
    private static final String CLIENT = "chaos-probe";

    /** Two members whose limits refuse nothing; the currency is there already. */
    private static final String MEMBERS =
            """
            INSERT INTO member (community_id, member_id, handle, name, kind, joined, created_at)
            SELECT c.community_id, gen_random_uuid(), 'p' || n, 'Probe ' || n, 'person', current_date, now()
              FROM community c, generate_series(1, 2) n WHERE c.slug = 'probe';
            INSERT INTO account (community_id, account_id, currency_code, kind, member_id, credit_limit)
            SELECT m.community_id, gen_random_uuid(), 'CRED', 'member', m.member_id, 1000000000000
              FROM member m JOIN community c USING (community_id) WHERE c.slug = 'probe'""";

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();
    private final String secret;

    private ProbeCommunity(String secret) {
        this.secret = secret;
    }

    /** A session of the owner of the tables. */
    @FunctionalInterface
    public interface Owner {
        Connection connect() throws SQLException;
    }

    /** Opens it at a service, for an exchange system of its own. */
    public static ProbeCommunity open(URI service, String operatorPassword, Owner tables) throws IOException {
        String operator = Tokens.ofUser(List.of(service), "operator", operatorPassword).current();
        post(service, Call.change("POST", "/v1/communities", operator, NewCommunity.of(SLUG)));
        String secret = post(
                        service,
                        Call.change(
                                "POST", "/v1/communities/" + SLUG + "/clients", operator, NewCommunity.client(CLIENT)))
                .text("client_secret");
        try (Connection owner = tables.connect();
                Statement statement = owner.createStatement()) {
            statement.execute(MEMBERS);
        } catch (SQLException e) {
            throw new IOException("The probe's community cannot be made", e);
        }
        return new ProbeCommunity(secret);
    }

    private static Answer post(URI service, Call call) throws IOException {
        Answer answer = new JsonClient(service).send(call);
        if (answer.status() >= 300) {
            throw new IOException(call.path() + " was answered " + answer);
        }
        return answer;
    }

    HttpClient http() {
        return http;
    }

    /** Access tokens of the exchange system, from one of the services. */
    Tokens tokens(URI service) {
        return Tokens.ofClient(List.of(service), CLIENT, secret);
    }

    /** A small payment; which of the two pays changes with the number. */
    static HttpRequest.Builder payment(URI service, String token, String key, long number) {
        boolean there = number % 2 == 0;
        String body = "{\"payer\":\"%s\",\"payee\":\"%s\",\"amount\":\"0.01\",\"description\":\"probe\"}"
                .formatted(there ? "p1" : "p2", there ? "p2" : "p1");
        return HttpRequest.newBuilder(service.resolve("/v1/communities/" + SLUG + "/trades"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(body));
    }

    /** What is read through the pool, and from a table that no payment needs. */
    static HttpRequest.Builder categories(URI service, String token) {
        return HttpRequest.newBuilder(service.resolve("/v1/communities/" + SLUG + "/categories"))
                .header("Authorization", "Bearer " + token);
    }
}
