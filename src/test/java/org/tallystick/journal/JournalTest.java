package org.tallystick.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tallystick.community.Communities;
import org.tallystick.community.Community;
import org.tallystick.testing.Api;
import org.tallystick.testing.Brightwater;
import org.tallystick.testing.DatabaseTestResource;
import org.tallystick.testing.Town;

/** The books of a whole community as a journal. */
@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
class JournalTest {
    private static final Pattern POSTING = Pattern.compile("(?m)^    (\\S+)  (-?[0-9.]+) [A-Z]+  ; entry: [0-9]+$");
    private static final Pattern OPENING = Pattern.compile(
            "(?m)opening balance\n    (\\S+)  (-?[0-9.]+) [A-Z]+\n    Equity:Opening-balances  \\S+ [A-Z]+$");
    private static final Pattern CLOSING =
            Pattern.compile("(?m) \\* balance\n    (Assets:\\S+)  0\\.00 [A-Z]+ = (\\S+) [A-Z]+$");

    private static final String MEMBERS = """
            handle,name,email,kind,joined,credit_limit,balance_cap,status
            ann,Ann; type:R [2020-01-01],,person,2025-01-01,100.00,,active
            ben,Ben,,person,2025-01-01,100.00,,active
            """;
    /** The last minute of a day in Lisbon, and the first of the next, on the day after the clocks went forward. */
    private static final String TRADES = """
            reference,booked_at,value_date,payer,payee,amount,description
            r1,2025-03-29T23:59:59Z,2025-03-29,ann,ben,1.00,a day of winter
            r2,2025-03-30T22:59:59Z,2025-03-30,ann,ben,2.00,the last of that day
            r3,2025-03-30T23:00:00Z,2025-03-31,ben,ann,40.00,the first of the next
            r4,2025-06-01T10:00:00Z,2025-05-01,ann,ben,8.00,"; Assets:Members:ann  100.00 BWC"
            """;

    @Inject
    CommunityJournal journals;

    @Inject
    Communities communities;

    @Test
    void everyTradeStandsThereWithAllItsEntriesLeviesAndReversalsToo() {
        Town town = new Town();
        String ann = town.member("ann", "100.00");
        String ben = town.member("ben", "100.00");
        Api.as(
                        town.operator(),
                        Map.of("reason", "agreed", "payer", Map.of("percent", "10"), "payee", Map.of("percent", "5")))
                .post(town.path("/currencies/CRED/levies"))
                .then()
                .statusCode(201);
        String trade =
                town.trade(ann, "ann", "ben", "10.00").statusCode(201).extract().path("id");
        Api.as(ben, Map.of("amount", "4.00", "reason", "stale"))
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .post(town.path("/trades/" + trade + "/reversal"))
                .then()
                .statusCode(201);
        town.setLimits(town.operator(), "ann.HRS", "10.00");
        town.trade(ann, "ann.HRS", "ben.HRS", "0.01").statusCode(201);

        String text = journal(town.operator(), town.slug(), "");
        Map<String, String> balances = sums(text, POSTING);

        assertThat(balances).hasSize(3);
        for (String account : List.of("ann", "ben", "fund")) {
            String name = (account.equals("fund") ? "Assets:Community:" : "Assets:Members:") + account;
            town.get(town.operator(), "/accounts/" + account).body("balance", equalTo(balances.get(name)));
        }
        assertThat(sums(text, CLOSING)).isEqualTo(balances);
        assertThat(text)
                .contains("    Assets:Members:ann  -1.00 CRED  ; entry: 2\n        ; levy: yes\n")
                .contains("    ; reverses: " + trade + "\n")
                .contains("account Assets:Community:settlement\n");
        assertThat(journal(town.operator(), town.slug(), "?currency=HRS&format=ledger"))
                .contains("Assets:Members:ann  -0.01 HRS");
    }

    /** Days begin where the community lives, also when its clocks change. */
    @ParameterizedTest
    @CsvSource({
        "'', 2025-03-30, '', ann -3.00 ben 3.00",
        "2025-03-31, 2025-05-31, ann -3.00 ben 3.00, ann 37.00 ben -37.00",
        "2025-03-30, '', ann -1.00 ben 1.00, ann 29.00 ben -29.00",
        "2025-01-01, 2025-02-01, '', ''"
    })
    void aPeriodBeginsWithWhatWasThereBeforeAndEndsWithWhatIsThereThen(
            String from, String to, String opening, String closing) {
        String operator = Api.operatorToken();
        String slug = imported(operator);
        String period = (from.isEmpty() ? "" : "&from=" + from) + (to.isEmpty() ? "" : "&to=" + to);
        String text = journal(operator, slug, "?format=hledger" + period);

        assertThat(text.contains("    Equity:Opening-balances  0.00 BWC = 0.00 BWC\n"))
                .isEqualTo(!from.isEmpty());
        assertThat(sums(text, OPENING)).isEqualTo(expected(opening));
        assertThat(sums(text, CLOSING)).isEqualTo(expected(closing));
        Map<String, String> sum = sums(text, Pattern.compile(OPENING + "|" + POSTING));
        assertThat(sum).isEqualTo(expected(closing));
    }

    private static String imported(String operator) {
        String slug = Town.newName();
        assertThat(Brightwater.importAs(
                                operator,
                                slug,
                                MEMBERS.getBytes(StandardCharsets.UTF_8),
                                TRADES.getBytes(StandardCharsets.UTF_8),
                                false)
                        .getString("state"))
                .isEqualTo("done");
        return slug;
    }

    private static Map<String, String> expected(String words) {
        Map<String, String> expected = new TreeMap<>();
        String[] parts = words.isEmpty() ? new String[0] : words.split(" ", -1);
        for (int i = 0; i < parts.length; i += 2) {
            expected.put("Assets:Members:" + parts[i], parts[i + 1]);
        }
        return expected;
    }

    @Test
    void whatPeopleWroteIsTextAlone() {
        String operator = Api.operatorToken();
        String slug = imported(operator);
        String text = journal(operator, slug, "");

        assertThat(text)
                .contains("account Assets:Members:ann\n    ; Ann; type：R ［2020-01-01］\n")
                .contains("2025-06-01=2025-05-01 * (", ") ； Assets:Members:ann 100.00 BWC\n");
        assertThat(journal(operator, slug, "?format=beancount"))
                .contains("\"; Assets:Members:ann  100.00 BWC\" ^")
                .contains("2025-03-29 open Assets:Members:Ann BWC\n  name: \"Ann; type:R [2020-01-01]\"\n");
    }

    @Test
    void whatIsBookedMeanwhileIsInTheNextOne() throws IOException {
        Town town = new Town();
        String ann = town.member("ann", "100.00");
        town.member("ben", "100.00");
        town.trade(ann, "ann", "ben", "10.00").statusCode(201);
        Community community = communities.bySlug(town.slug()).orElseThrow();
        OpenJournal open = journals.open(
                community,
                community.defaultCurrency().currency(),
                Optional.empty(),
                LocalDate.now(community.timeZone()));
        town.trade(ann, "ann", "ben", "7.00").statusCode(201);
        town.member("carl", "0.00");

        ByteArrayOutputStream out = new ByteArrayOutputStream();
        journals.write(open, JournalDialect.HLEDGER, out);
        String text = out.toString(StandardCharsets.UTF_8);

        Map<String, String> then = Map.of("Assets:Members:ann", "-10.00", "Assets:Members:ben", "10.00");
        assertThat(sums(text, POSTING)).isEqualTo(then);
        assertThat(sums(text, CLOSING)).isEqualTo(then);
        assertThat(text).doesNotContain("carl");
        assertThat(open.entriesAtMost()).isEqualTo(2);
    }

    @Test
    void whatIsMalformedIsNamed() {
        Town town = new Town();
        Api.as(town.operator())
                .get(town.path("/journal?format=gnucash&currency=EUR&from=2026-02-30&to=1"))
                .then()
                .statusCode(400)
                .body("errors.field", equalTo(List.of("format", "currency", "from", "to")));
        Api.as(town.operator())
                .get(town.path("/journal?from=2026-02-02&to=2026-02-01"))
                .then()
                .statusCode(400)
                .body("errors.code", equalTo(List.of("out-of-order")));
    }

    private static String journal(String token, String slug, String query) {
        return Api.as(token)
                .get("/v1/communities/" + slug + "/journal" + query)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    /** What the amounts of each account add up to; the pattern has pairs of groups. */
    private static Map<String, String> sums(String text, Pattern pattern) {
        Map<String, String> sums = new TreeMap<>();
        pattern.matcher(text).results().forEach(found -> {
            for (int group = 1; group < found.groupCount(); group += 2) {
                if (found.group(group) != null) {
                    sums.merge(
                            found.group(group),
                            found.group(group + 1),
                            (one, other) -> new BigDecimal(one)
                                    .add(new BigDecimal(other))
                                    .toString());
                }
            }
        });
        return sums;
    }
}
