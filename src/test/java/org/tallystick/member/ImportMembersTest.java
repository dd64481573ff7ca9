package org.tallystick.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.testing.Api;
import org.tallystick.testing.DatabaseTestResource;
import org.tallystick.testing.Town;

/** Members of a file: all or none, the same rights as for one, and nothing twice. */
@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
class ImportMembersTest {
    private static final String IMPORT = "/members/import?reason=list-of-May";
    private static final String DRY = IMPORT + "&dryRun=true";
    private static final String HEADER = "handle,name,kind,email,joined,credit_limit,balance_cap,groups\n";

    @Inject
    DataSource dataSource;

    private Town town;

    @BeforeEach
    void aTown() {
        town = new Town();
    }

    @Test
    void aDryRunSaysWhatWouldHappenAndTheFileDoesItOnceHoweverOftenItIsSent() {
        town.group("north");
        town.group("south");
        town.enrol("ann");
        town.enrol("ben");
        String file = HEADER
                + "ann,ann,person,,,,,\n"
                + "ben,Benjamin,organisation,ben@example.org,,,,north\n"
                + "\"carl\",\"Carl, the \"\"baker\"\"\",person,carl@example.org,2020-02-29,50.00,none,north south\n"
                + "dora,Dóra,household,,,,,\n";

        JsonPath dry = town.importFile(town.operator(), DRY, file);

        assertThat(tally(dry)).isEqualTo("done true 4/4: 2 added, 1 changed, 1 same");
        town.get(town.operator(), "/members").body("members.handle", contains("ann", "ben"));

        JsonPath first = town.importFile(town.operator(), IMPORT, file);

        assertThat(tally(first)).isEqualTo("done false 4/4: 2 added, 1 changed, 1 same");
        town.get(town.operator(), "/members/ben")
                .body("name", equalTo("Benjamin"))
                .body("kind", equalTo("organisation"))
                .body("email", equalTo("ben@example.org"));
        town.get(town.operator(), "/members/carl")
                .body("name", equalTo("Carl, the \"baker\""))
                .body("joined", equalTo("2020-02-29"));
        town.get(town.operator(), "/accounts/carl")
                .body("creditLimit", equalTo("50.00"))
                .body("balanceCap", equalTo(null));
        town.get(town.operator(), "/groups/north/members").body("members.handle", contains("ben", "carl"));
        town.get(town.operator(), "/groups/south/members").body("members.handle", contains("carl"));
        town.get(town.operator(), "/changes?kind=member")
                .body("changes.findAll { it.reason == 'list-of-May' }.subject", hasItems("ben", "carl", "dora"));
        town.get(town.operator(), "/changes?kind=group")
                .body("changes.findAll { it.reason == 'list-of-May' }.after.member", hasItems("ben", "carl"));

        JsonPath again = town.importFile(town.operator(), IMPORT, file);

        assertThat(tally(again)).isEqualTo("done false 4/4: 0 added, 0 changed, 4 same");
        Api.login(town.operator(), town.slug(), "carl");
    }

    @Test
    void everyRowAtFaultIsNamedAndNobodyIsEnrolled() {
        String file = HEADER
                + "ann,Ann,person,,,10.00,,\n"
                + "Ben,,robot,nowhere,31.01.2020,-5,1e3,North\n"
                + "ann,Ann again,person,,,,,\n"
                + "dora,Dora,person,,,,,nowhere\n";

        JsonPath job = town.importFile(town.operator(), IMPORT, file);

        assertThat(job.getString("state")).isEqualTo("failed");
        assertThat(job.getList("errors.collect { it.line + ' ' + it.column + ' ' + it.code }", String.class))
                .containsExactlyInAnyOrder(
                        "3 handle malformed",
                        "3 name required",
                        "3 kind malformed",
                        "3 email malformed",
                        "3 joined malformed",
                        "3 credit_limit malformed",
                        "3 balance_cap malformed",
                        "3 groups malformed",
                        "4 handle duplicate");
        JsonPath unknownGroup = town.importFile(town.operator(), IMPORT, HEADER + "ann,Ann,person,,,,,nowhere\n");
        assertThat(unknownGroup.getList("errors.code")).containsExactly("unknown-group");
        town.get(town.operator(), "/members").body("members", hasSize(0));
    }

    @Test
    void aLocalAdministratorEnrolsIntoTheirGroupsAndNoOther() {
        town.group("north");
        town.group("south");
        town.enrol("ben");
        String local = town.localAdministrator("north");

        JsonPath job = town.importFile(
                local,
                IMPORT,
                HEADER + "ann,Ann,person,,,10.00,,north\ncarl,Carl,person,,,,,south\ndora,Dora,person,,,,,\n"
                        + "ben,Benjamin,person,,,,,north\n");

        assertThat(job.getList("errors.collect { it.line + ' ' + it.column + ' ' + it.code }", String.class))
                .containsExactlyInAnyOrder(
                        "3 groups forbidden", "4 groups forbidden", "5 handle forbidden", "5 groups forbidden");
        assertThat(tally(town.importFile(local, IMPORT, HEADER + "ann,Ann,person,,,10.00,,north\n")))
                .isEqualTo("done false 1/1: 1 added, 0 changed, 0 same");
        town.get(local, "/accounts/ann").body("creditLimit", equalTo("10.00"));
    }

    @Test
    void aProgramThatMayNotSetLimitsEnrolsWithTheCurrencysOwn() {
        String program = town.client("c" + Town.newName(), "members:write");

        JsonPath job = town.importFile(program, IMPORT, HEADER + "ann,Ann,person,,,10.00,,\nben,Ben,person,,,,5.00,\n");

        assertThat(job.getList("errors.collect { it.line + ' ' + it.column + ' ' + it.code }", String.class))
                .containsExactly("2 credit_limit forbidden", "3 balance_cap forbidden");
    }

    @Test
    void whatIsNotSuchAFileIsSaid() {
        assertThat(town.importFile(town.operator(), IMPORT, "").getList("errors.detail"))
                .containsExactly("has no rows");
        assertThat(town.importFile(town.operator(), IMPORT, "handle,title\nann,x\n")
                        .getList("errors.collect { it.column + ' ' + it.code }", String.class))
                .containsExactly("name required", "kind required", "title unknown-field");
        StringBuilder many = new StringBuilder("handle,name,kind\n");
        for (int i = 0; i <= EnrolMembers.MOST; i++) {
            many.append("m").append(i).append(",M,person\n");
        }
        assertThat(town.importFile(town.operator(), IMPORT, many.toString()).getList("errors.code"))
                .containsExactly("too-long");
        town.sendFile(town.operator(), "/members/import", "handle,name,kind\n").statusCode(400);
        town.sendFile(town.operator(), IMPORT, "x".repeat((5 << 20) + 1)).statusCode(413);
        Api.as(town.operator(), Map.of()).post(town.path(IMPORT)).then().statusCode(415);
    }

    @Test
    void tenThousandMembersOfLongNamesAreOneJob() {
        StringBuilder many = new StringBuilder("handle,name,kind\n");
        for (int i = 0; i < EnrolMembers.MOST; i++) {
            many.append("m").append(i).append(",").append("n".repeat(150)).append(",person\n");
        }
        assertThat(many.length()).isGreaterThan(1 << 20);

        JsonPath job = town.importFile(town.operator(), IMPORT, many.toString());

        assertThat(tally(job)).isEqualTo("done false 10000/10000: 10000 added, 0 changed, 0 same");
    }

    @Test
    void aJobWhoseProcessDiedIsShownAsFailedAndToNobodyWhomItDoesNotConcern() throws SQLException {
        town.group("north");
        String local = town.localAdministrator("north");
        UUID job = UUID.randomUUID();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "INSERT INTO community_job (community_id, job_id, kind, requested_by, requested_at, dry_run, state,"
                                + " alive_at) SELECT community_id, ?, 'members-import', ?, now(), false, 'running',"
                                + " now() - interval '31 seconds' FROM community WHERE slug = ?")) {
            statement.setObject(1, job);
            statement.setObject(2, UUID.randomUUID());
            statement.setString(3, town.slug());
            statement.executeUpdate();
        }

        JsonPath view = town.get(town.operator(), "/jobs/" + job).extract().jsonPath();

        assertThat(view.getString("state")).isEqualTo("failed");
        assertThat(view.getList("errors.code")).isEqualTo(List.of("interrupted"));
        town.get(local, "/jobs/" + job).statusCode(404);
        town.get(new Town().operator(), "/jobs/" + UUID.randomUUID()).statusCode(404);
    }

    private static String tally(JsonPath job) {
        return job.getString("state") + " " + job.getBoolean("dryRun") + " " + job.getLong("done") + "/"
                + job.getLong("total") + ": " + job.getLong("added") + " added, " + job.getLong("changed")
                + " changed, " + job.getLong("same") + " same";
    }
}
