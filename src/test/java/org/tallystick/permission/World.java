package org.tallystick.permission;

import io.restassured.specification.RequestSpecification;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.tallystick.security.SecurityFixture;
import org.tallystick.testing.Api;

/** Two communities, and somebody for every row of the table. */
final class World {
    static final String GROUP = "own-group";
    static final String OTHER_GROUP = "other-group";
    static final String SPARE = "spare";

    private final SecurityFixture fixture;
    private final String operator;
    private final AtomicInteger count = new AtomicInteger();
    private final Map<Who, String> tokens = new EnumMap<>(Who.class);
    private final Map<Who, String> usernames = new EnumMap<>(Who.class);
    private final Map<Whose, Place> places = new EnumMap<>(Whose.class);

    /** @param trade that the member was paid, by a third one; an operator has recorded it */
    record Place(String community, String handle, String group, UUID trade) {
        String path() {
            return "/v1/communities/" + community;
        }

        String memberPath() {
            return path() + "/members/" + handle;
        }
    }

    World(SecurityFixture fixture) {
        this.fixture = fixture;
        this.operator = Api.operatorToken();
        String here = Api.community(operator);
        String there = Api.community(operator);
        for (String community : List.of(here, there)) {
            for (String handle : List.of("own", "other", "third")) {
                Api.as(operator, Map.of("handle", handle, "name", handle, "kind", "person", "creditLimit", "1000000"))
                        .post("/v1/communities/" + community + "/members")
                        .then()
                        .statusCode(201);
            }
            for (String group : List.of(GROUP, OTHER_GROUP)) {
                Api.as(operator, Map.of("code", group, "name", group, "reason", "a test"))
                        .post("/v1/communities/" + community + "/groups")
                        .then()
                        .statusCode(201);
            }
        }
        Api.as(operator)
                .put("/v1/communities/" + here + "/groups/" + GROUP + "/members/own?reason=test")
                .then()
                .statusCode(204);
        places.put(Whose.OWN, place(here, "own", GROUP));
        places.put(Whose.OTHER, place(here, "other", OTHER_GROUP));
        places.put(Whose.ELSEWHERE, place(there, "own", GROUP));
        fixture.user(spare());
        for (Who who : Who.values()) {
            who.scope().ifPresent(scope -> tokens.put(who, client(here, scope.value())));
            if (who.isUser()) {
                usernames.put(who, user(here, who));
                tokens.put(who, fixture.token(usernames.get(who)));
            }
        }
    }

    private Place place(String community, String handle, String group) {
        String trade = Api.trade(operator, community, "third", handle, "1000.00")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        return new Place(community, handle, group, UUID.fromString(trade));
    }

    private String client(String community, String scope) {
        String name = unique("client");
        String secret = Api.as(operator, Map.of("name", name, "scopes", List.of(scope), "reason", "a test"))
                .post("/v1/communities/" + community + "/clients")
                .then()
                .statusCode(201)
                .extract()
                .path("client_secret");
        return SecurityFixture.clientLogin(name, secret).path("access_token");
    }

    private String user(String community, Who who) {
        String username = fixture.user(unique(who.name().toLowerCase(java.util.Locale.ROOT)));
        switch (who.role().orElseThrow()) {
            case OPERATOR -> fixture.execute("UPDATE app_user SET operator = true WHERE username = ?", username);
            case ADMINISTRATOR, AUDITOR, MEDIATOR ->
                fixture.execute(
                        "INSERT INTO community_role SELECT c.community_id, u.user_id, ?"
                                + " FROM community c, app_user u WHERE c.slug = ? AND u.username = ?",
                        who.role().orElseThrow().value(),
                        community,
                        username);
            case LOCAL_ADMINISTRATOR ->
                fixture.execute(
                        "INSERT INTO local_administrator SELECT g.community_id, g.group_id, u.user_id"
                                + " FROM member_group g JOIN community c USING (community_id), app_user u"
                                + " WHERE c.slug = ? AND g.code = ? AND u.username = ?",
                        community,
                        GROUP,
                        username);
            case OWNER, SPENDER, VIEWER ->
                member(community, "own", username, who.role().orElseThrow().value());
        }
        return username;
    }

    /** Lets a user act for a member, whatever it did before. */
    void member(String community, String handle, String username, String role) {
        fixture.execute(
                "INSERT INTO membership SELECT c.community_id, u.user_id, m.member_id, ?"
                        + " FROM community c JOIN member m USING (community_id), app_user u"
                        + " WHERE c.slug = ? AND m.handle = ? AND u.username = ? ON CONFLICT DO NOTHING",
                role,
                community,
                handle,
                username);
    }

    /** The id of an invitation to act for a member, the newest of the installation. */
    String invitation(String community, String handle) {
        String invitations = "/v1/communities/" + community + "/members/" + handle + "/invitations";
        operator(Map.of("role", "viewer")).post(invitations).then().statusCode(201);
        return operator(Map.of())
                .get(invitations)
                .then()
                .statusCode(200)
                .extract()
                .path("invitations.find { it.role == 'viewer' }.id");
    }

    /** A login that is nobody anywhere, but where a cell makes it something. */
    String spare() {
        return SPARE + "-" + System.identityHashCode(this);
    }

    /** How many lines of the audit log are by this user, of whatever community. */
    long acts(Who who) {
        String username = usernames.get(who);
        return Long.parseLong(fixture.query(
                "SELECT (SELECT count(*) FROM change_record r WHERE r.changed_by = u.user_id)"
                        + " + (SELECT count(*) FROM trade t WHERE t.recorded_by = u.user_id AND t.by_office)"
                        + " FROM app_user u WHERE u.username = ?",
                username));
    }

    void execute(String sql, Object... parameters) {
        fixture.execute(sql, parameters);
    }

    String unique(String prefix) {
        return prefix + "-" + UUID.randomUUID().toString().substring(0, 8) + count.incrementAndGet();
    }

    Place place(Whose whose) {
        return places.get(whose);
    }

    /** What the operator does to prepare a cell. */
    RequestSpecification operator() {
        return Api.as(operator);
    }

    RequestSpecification operator(Object body) {
        return Api.as(operator, body);
    }

    /** A request of this row. */
    RequestSpecification as(Who who) {
        return who == Who.NOBODY ? io.restassured.RestAssured.given() : Api.as(tokens.get(who));
    }
}
