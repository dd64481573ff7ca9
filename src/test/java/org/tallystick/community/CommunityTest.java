package org.tallystick.community;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tallystick.testing.Problems.problemOf;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tallystick.change.Actor;
import org.tallystick.ledger.BalanceCap;
import org.tallystick.platform.Ids;
import org.tallystick.problem.FieldError;
import org.tallystick.problem.FieldErrors;
import org.tallystick.problem.Problem;
import org.tallystick.problem.ProblemType;
import org.tallystick.testing.DatabaseTestResource;
import org.tallystick.testing.Fixtures;
import org.tallystick.web.TextOrNull;

@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
class CommunityTest {
    private static final Actor SOMEONE = Actor.of(Ids.next());

    @Inject
    Fixtures fixtures;

    @Inject
    Communities communities;

    @Inject
    CreateCommunity createCommunity;

    @Inject
    UpdateCommunity updateCommunity;

    @Inject
    SetCurrencyDefaults setCurrencyDefaults;

    @Inject
    AddCurrency addCurrency;

    @Test
    void aCommunityHasItsOwnAccountsInEachCurrency() {
        Community made = fixtures.community();

        assertThat(communities.bySlug(made.slug())).contains(made);
        assertThat(communities.byId(made.id())).contains(made);
        assertThat(made.defaultCurrency().currency().code().value()).isEqualTo("CRED");
        for (String currency : List.of("CRED", "HRS")) {
            assertThat(ownAccounts(made, "fund", currency, "credit_limit = 0")).isEqualTo(1);
            assertThat(ownAccounts(made, "settlement", currency, "credit_limit IS NULL"))
                    .isEqualTo(1);
        }
        assertThat(changes(made, "community")).isEqualTo(1);
    }

    @Test
    void aSlugIsGivenOnce() {
        Community first = fixtures.community();
        NewCommunity same = new NewCommunity(
                new Slug(first.slug()),
                "Another",
                ZoneId.of("Europe/Rome"),
                List.of(Fixtures.currency("CRED", 0, BalanceCap.NONE)),
                Settings.USUAL);

        Problem refusal = problemOf(() -> createCommunity.create(same, SOMEONE));

        assertThat(refusal.type()).isEqualTo(ProblemType.ALREADY_EXISTS);
        assertThat(refusal.errors()).extracting(FieldError::field).containsExactly("slug");
    }

    @Test
    void everythingThatIsWrongWithACommunityIsToldAtOnce() {
        FieldErrors errors = new FieldErrors();
        new CommunityBody(
                        "Maple",
                        "a\u0007b",
                        "UTC+3",
                        List.of(
                                new CurrencyBody("cred", "", "s", 5, null, null),
                                new CurrencyBody("HRS", "Hours", "h", 2, "-1", "0.001"),
                                new CurrencyBody("HRS", "Hours", "h", 2, null, null)),
                        new SettingsBody(
                                "open",
                                "all",
                                "all",
                                null,
                                367,
                                List.of("en", "x_y"),
                                "voting",
                                null,
                                null,
                                null,
                                null,
                                Arrays.asList("Maple LETS", "", null)),
                        null)
                .read(errors);

        assertThat(errors.list())
                .extracting(FieldError::field)
                .containsExactly(
                        "slug",
                        "name",
                        "timeZone",
                        "currencies[0].code",
                        "currencies[0].name",
                        "currencies[0].scale",
                        "currencies[1].defaultCreditLimit",
                        "currencies[1].defaultBalanceCap",
                        "currencies[2].code",
                        "settings.balances",
                        "settings.mediation",
                        "settings.clientConsent",
                        "settings.valueDateDaysBack",
                        "settings.languages[1]",
                        "settings.termsRequired",
                        "settings.letterhead[1]",
                        "settings.letterhead[2]");
    }

    @Test
    void aCommunityWithoutCurrencyOrWithTwentyOneIsRefused() {
        for (int count : List.of(0, 21)) {
            FieldErrors errors = new FieldErrors();
            List<CurrencyBody> currencies = IntStream.range(0, count)
                    .mapToObj(i -> new CurrencyBody("C" + (10 + i), "n", "s", 0, null, null))
                    .toList();
            assertThat(new CommunityBody("maple", "Maple", "Europe/Lisbon", currencies, null, null).read(errors))
                    .isEmpty();
            assertThat(errors.list()).extracting(FieldError::field).containsExactly("currencies");
        }
    }

    @Test
    void aChangeKeepsWhatItDoesNotNameAndLeavesARecord() {
        Community before = fixtures.community();
        long accessBefore = accessVersion(before);

        Community after = updateCommunity.update(
                before.id(),
                new UpdateCommunity.Body(
                        null,
                        "Europe/Rome",
                        new SettingsBody("members", null, null, null, null, null, null, null, null, null, null, null),
                        "we voted"),
                OptionalLong.of(1),
                SOMEONE);

        assertThat(after.name()).isEqualTo(before.name());
        assertThat(after.timeZone()).isEqualTo(ZoneId.of("Europe/Rome"));
        assertThat(after.settings()).isEqualTo(Settings.USUAL.with(Settings.Balances.MEMBERS));
        assertThat(after.version()).isEqualTo(2);
        assertThat(communities.byId(before.id())).contains(after);
        assertThat(accessVersion(before)).isGreaterThan(accessBefore);
        assertThat(fixtures.text(
                        "SELECT (before ->> 'timeZone') || ' ' || (after ->> 'timeZone') || ' ' || reason "
                                + "FROM change_record WHERE community_id = ? AND before IS NOT NULL",
                        before.id().value()))
                .isEqualTo("Europe/Lisbon Europe/Rome we voted");
    }

    @Test
    void aChangeOfWhatWasChangedSinceIsRefused() {
        Community community = fixtures.community();
        var body = new UpdateCommunity.Body("New name", null, null, "why not");
        updateCommunity.update(community.id(), body, OptionalLong.of(1), SOMEONE);

        Problem refusal = problemOf(() -> updateCommunity.update(community.id(), body, OptionalLong.of(1), SOMEONE));

        assertThat(refusal.type()).isEqualTo(ProblemType.VERSION_STALE);
        assertThat(changes(community, "community")).isEqualTo(2);
    }

    @Test
    void theTimeZoneIsFixedOnceThereIsATrade() {
        Community community = fixtures.community();
        fixtures.enrol(community, "alice", "bob");
        fixtures.trade(community, "alice", "bob", "1");

        Problem refusal = problemOf(() -> updateCommunity.update(
                community.id(),
                new UpdateCommunity.Body("Other", "Europe/Rome", null, "moved"),
                OptionalLong.empty(),
                SOMEONE));
        assertThat(refusal.type()).isEqualTo(ProblemType.STATE_CONFLICT);
        assertThat(communities.byId(community.id())).contains(community);

        // Naming the one that it has is no change.
        updateCommunity.update(
                community.id(),
                new UpdateCommunity.Body("Other", "Europe/Lisbon", null, "renamed"),
                OptionalLong.empty(),
                SOMEONE);
    }

    @Test
    void newDefaultsHoldForNewMembersAlone() {
        Community community = fixtures.community();
        fixtures.enrol(community, "alice");

        Community changed = setCurrencyDefaults.set(
                community.id(),
                "CRED",
                new SetCurrencyDefaults.Body("250", new TextOrNull("1000"), "more trust"),
                OptionalLong.of(1),
                SOMEONE);
        fixtures.enrol(community, "bob");

        assertThat(changed.version()).isEqualTo(2);
        assertThat(limitOf(changed, "alice")).isEqualTo(10_000);
        assertThat(limitOf(changed, "bob")).isEqualTo(25_000);
        assertThat(changes(community, "currency")).isEqualTo(1);
        assertThat(problemOf(() -> setCurrencyDefaults.set(
                                community.id(),
                                "CRED",
                                new SetCurrencyDefaults.Body("250", null, "no cap named"),
                                OptionalLong.empty(),
                                SOMEONE))
                        .errors())
                .extracting(FieldError::field)
                .containsExactly("defaultBalanceCap");
    }

    @Test
    void aCurrencyAddedLaterGivesEveryMemberAnAccount() {
        Community community = fixtures.community();
        fixtures.enrol(community, "alice", "bob");
        var body = new AddCurrency.Body("EGG", "Eggs", "e", 0, "12", null, "for the hens");

        Community changed = addCurrency.add(community.id(), body, SOMEONE);

        assertThat(changed.currencies()).hasSize(3);
        assertThat(changed.defaultCurrency()).isEqualTo(community.defaultCurrency());
        assertThat(ownAccounts(community, "fund", "EGG", "true")).isEqualTo(1);
        assertThat(ownAccounts(community, "member", "EGG", "credit_limit = 12")).isEqualTo(2);
        assertThat(fixtures.account(community, "alice.EGG").currency().scale()).isZero();
        Problem again = problemOf(() -> addCurrency.add(community.id(), body, SOMEONE));
        assertThat(again.type()).isEqualTo(ProblemType.ALREADY_EXISTS);
        assertThat(again.errors()).extracting(FieldError::field).containsExactly("code");
    }

    private long limitOf(Community community, String handle) {
        return fixtures.number(
                "SELECT credit_limit FROM account WHERE community_id = ? AND account_id = ?",
                community.id().value(),
                fixtures.account(community, handle).id().value());
    }

    private long ownAccounts(Community community, String kind, String currency, String condition) {
        return fixtures.number(
                "SELECT count(*) FROM account WHERE community_id = ? AND kind = ? AND currency_code = ? AND "
                        + condition,
                community.id().value(),
                kind,
                currency);
    }

    private long accessVersion(Community community) {
        return fixtures.number(
                "SELECT access_version FROM community WHERE community_id = ?",
                community.id().value());
    }

    private long changes(Community community, String subject) {
        return fixtures.number(
                "SELECT count(*) FROM change_record WHERE community_id = ? AND subject_kind = ?",
                community.id().value(),
                subject);
    }
}
