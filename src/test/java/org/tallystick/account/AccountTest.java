package org.tallystick.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tallystick.testing.Problems.problemOf;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tallystick.community.Community;
import org.tallystick.community.Joining;
import org.tallystick.community.Language;
import org.tallystick.community.Settings;
import org.tallystick.problem.FieldError;
import org.tallystick.problem.Problem;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;
import org.tallystick.security.Caller;
import org.tallystick.security.Scope;
import org.tallystick.testing.DatabaseTestResource;
import org.tallystick.testing.Fixtures;
import org.tallystick.web.TextOrNull;

@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
class AccountTest {
    private static final Settings OPEN = new Settings(
            Settings.Balances.MEMBERS,
            Settings.Mediation.NONE,
            Settings.ClientConsent.NONE,
            false,
            Joining.USUAL,
            Language.USUAL);
    private static final TextOrNull NO_CAP = new TextOrNull(null);

    @Inject
    Fixtures fixtures;

    @Inject
    Directory directory;

    @Inject
    Accounts accounts;

    @Inject
    SetLimits setLimits;

    @Inject
    LimitsHistory limitsHistory;

    private VisibleAccount read(Access access, String address) {
        return accounts.read(access, address).await().atMost(Duration.ofSeconds(30));
    }

    @Test
    void anAccountIsFoundByEachOfItsNamesAndShownUnderTheCanonicalOne() {
        Community community = fixtures.community();
        fixtures.enrol(community, "alice");

        AccountRef bare = fixtures.account(community, "alice");
        assertThat(bare.address()).isEqualTo("alice");
        assertThat(fixtures.account(community, "alice.CRED")).isEqualTo(bare);
        assertThat(fixtures.account(community, "alice.HRS").address()).isEqualTo("alice.HRS");
        assertThat(fixtures.account(community, "fund.CRED").address()).isEqualTo("fund");
        assertThat(fixtures.account(community, "settlement.HRS").kind()).isEqualTo("settlement");
        assertThat(directory.byId(community.id(), bare.id())).contains(bare);
    }

    @Test
    void whatIsNotThereYetIsFoundOnceItIsAndInItsCommunityAlone() {
        Community community = fixtures.community();
        Community other = fixtures.community();
        AccountAddress alice = AccountAddress.parse("alice");
        assertThat(directory.find(community.id(), alice)).isEmpty();
        fixtures.enrol(community, "alice");

        assertThat(directory.ifCached(community.id(), alice)).isEmpty();
        AccountRef found = directory.find(community.id(), alice).orElseThrow();
        assertThat(directory.ifCached(community.id(), alice)).contains(found);
        assertThat(directory.find(other.id(), alice)).isEmpty();
        assertThat(directory.byId(other.id(), found.id())).isEmpty();
    }

    @Test
    void manyAreFoundAtOnce() {
        Community community = fixtures.community();
        fixtures.enrol(community, "alice", "bob");
        List<AccountAddress> asked = Stream.of("alice", "bob.HRS", "fund", "nobody", "alice.EGG")
                .map(AccountAddress::parse)
                .toList();

        assertThat(directory.findAll(community.id(), asked)).containsOnlyKeys(asked.get(0), asked.get(1), asked.get(2));
    }

    @Test
    void anAccountInFullShowsAllThatBoundsIt() {
        Community community = fixtures.community();
        fixtures.enrol(community, "alice", "bob");
        fixtures.trade(community, "alice", "bob", "12.5");
        Access alice = fixtures.access(community, fixtures.owner(community, "alice"));

        AccountView credits = new AccountView(
                "alice", "alice", "CRED", "-12.50", "100.00", null, "0.00", "0.00", "87.50", null, "active", 1, 1);
        AccountView hours = new AccountView(
                "alice.HRS", "alice", "HRS", "0.00", "0.00", "40.00", "0.00", "0.00", "0.00", "40.00", "active", 0, 1);
        assertThat(read(alice, "alice.CRED")).isEqualTo(credits);
        assertThat(accounts.ofMember(alice, "alice")).containsExactly(credits, hours);
    }

    @Test
    void theSettlementAccountHasNeitherLimitNorOwner() {
        Community community = fixtures.community();
        Access access = fixtures.access(community, fixtures.administrator(community));

        assertThat(read(access, "settlement"))
                .isEqualTo(new AccountView(
                        "settlement", null, "CRED", "0.00", null, null, "0.00", "0.00", null, null, "active", 0, 1));
    }

    @Test
    void balancesOfOthersArePrivate() {
        Community community = fixtures.community();
        fixtures.enrol(community, "alice", "bob");
        Access alice = fixtures.access(community, fixtures.owner(community, "alice"));

        for (String address : List.of("bob", "fund")) {
            assertThat(problemOf(() -> read(alice, address)))
                    .isEqualTo(Problem.of(ProblemType.NOT_FOUND, "There is no account " + address + " here."));
        }
        assertThat(accounts.ofMember(alice, "bob")).isEmpty();
        assertThat(problemOf(() -> limitsHistory.read(alice, "bob", null, null)).type())
                .isEqualTo(ProblemType.NOT_FOUND);
    }

    @Test
    void anOpenCommunityShowsMembersTheBalancesOfOthersAndNothingElse() {
        Community community = fixtures.community(OPEN);
        fixtures.enrol(community, "alice", "bob");
        fixtures.trade(community, "alice", "bob", "1");
        Access alice = fixtures.access(community, fixtures.owner(community, "alice"));

        assertThat(read(alice, "bob")).isEqualTo(new BalanceView("bob", "bob", "CRED", "1.00"));
        assertThat(read(alice, "fund")).isEqualTo(new BalanceView("fund", null, "CRED", "0.00"));
        assertThat(accounts.ofMember(alice, "bob")).hasSize(2).allMatch(BalanceView.class::isInstance);
        assertThat(problemOf(() -> limitsHistory.read(alice, "bob", null, null)).type())
                .isEqualTo(ProblemType.NOT_FOUND);
    }

    @Test
    void administratorsOperatorsAndClientsThatReadAccountsSeeThemInFull() {
        Community community = fixtures.community();
        fixtures.enrol(community, "alice");
        for (Caller caller : List.of(
                fixtures.administrator(community),
                fixtures.operator(),
                fixtures.client(community, Scope.ACCOUNTS_READ),
                fixtures.client(community, Scope.LIMITS_WRITE))) {
            assertThat(read(fixtures.access(community, caller), "alice")).isInstanceOf(AccountView.class);
        }
        Access client = fixtures.access(community, fixtures.client(community, Scope.TRADES_WRITE));
        assertThat(problemOf(() -> read(client, "alice")).type()).isEqualTo(ProblemType.NOT_FOUND);
    }

    @Test
    void limitsAreSetAndRemembered() {
        Community community = fixtures.community();
        fixtures.enrol(community, "alice");
        Caller administrator = fixtures.administrator(community);
        Access access = fixtures.access(community, administrator);

        AccountView changed = setLimits.set(access, "alice", body("250.5", new TextOrNull("300")), OptionalLong.of(1));
        AccountView again = setLimits.set(access, "alice", body("0", NO_CAP), OptionalLong.empty());

        assertThat(changed.creditLimit()).isEqualTo("250.50");
        assertThat(changed.balanceCap()).isEqualTo("300.00");
        assertThat(changed.limitsVersion()).isEqualTo(2);
        assertThat(again.balanceCap()).isNull();
        LimitsHistory.Page newest = limitsHistory.read(access, "alice", null, "1");
        assertThat(newest.changes()).singleElement().satisfies(change -> {
            assertThat(change.before()).containsEntry("creditLimit", "250.50").containsEntry("balanceCap", "300.00");
            assertThat(change.after()).containsEntry("creditLimit", "0.00").containsEntry("balanceCap", null);
            assertThat(change.reason()).isEqualTo("agreed");
            assertThat(change.changedBy()).isEqualTo(administrator.name());
        });
        assertThat(limitsHistory
                        .read(access, "alice", newest.nextCursor(), null)
                        .changes())
                .singleElement()
                .satisfies(change -> assertThat(change.after()).containsEntry("creditLimit", "250.50"));
    }

    @Test
    void limitsThatWereChangedSinceStayAsTheyAre() {
        Community community = fixtures.community();
        fixtures.enrol(community, "alice");
        Access access = fixtures.access(community, fixtures.administrator(community));
        setLimits.set(access, "alice", body("250", NO_CAP), OptionalLong.of(1));

        Problem refusal = problemOf(() -> setLimits.set(access, "alice", body("500", NO_CAP), OptionalLong.of(1)));

        assertThat(refusal.type()).isEqualTo(ProblemType.VERSION_STALE);
        assertThat(((AccountView) read(access, "alice")).creditLimit()).isEqualTo("250.00");
        assertThat(limitsHistory.read(access, "alice", null, null).changes()).hasSize(1);
    }

    @Test
    void nobodySetsTheirOwnLimits() {
        Community community = fixtures.community();
        fixtures.enrol(community, "alice", "bob");
        Caller alice = fixtures.owner(community, "alice");
        fixtures.appoint(community, alice.id());
        Access access = fixtures.access(community, alice);

        Problem refusal =
                problemOf(() -> setLimits.set(access, "alice.HRS", body("500", NO_CAP), OptionalLong.empty()));

        assertThat(refusal.type()).isEqualTo(ProblemType.FORBIDDEN);
        assertThat(setLimits
                        .set(access, "bob", body("500", NO_CAP), OptionalLong.empty())
                        .creditLimit())
                .isEqualTo("500.00");
    }

    @Test
    void theCommunitysOwnLimitsAreFixed() {
        Community community = fixtures.community();
        Access access = fixtures.access(community, fixtures.administrator(community));
        for (String address : List.of("fund", "settlement.HRS")) {
            assertThat(problemOf(() -> setLimits.set(access, address, body("5", NO_CAP), OptionalLong.empty()))
                            .type())
                    .isEqualTo(ProblemType.STATE_CONFLICT);
        }
    }

    @Test
    void everythingThatIsWrongWithLimitsIsToldAtOnce() {
        Community community = fixtures.community();
        fixtures.enrol(community, "alice");
        Access access = fixtures.access(community, fixtures.administrator(community));

        Problem refusal = problemOf(() -> setLimits.set(
                access, "alice", new SetLimits.Body("1.234", new TextOrNull("-1"), "\u0000"), OptionalLong.empty()));
        Problem absent = problemOf(
                () -> setLimits.set(access, "alice", new SetLimits.Body(null, null, null), OptionalLong.empty()));

        assertThat(refusal.errors())
                .extracting(FieldError::field)
                .containsExactly("creditLimit", "balanceCap", "reason");
        assertThat(absent.errors())
                .extracting(FieldError::field)
                .containsExactly("creditLimit", "balanceCap", "reason");
        assertThat(absent.errors()).extracting(FieldError::code).containsOnly("required");
    }

    @Test
    void aLimitBeneathTheBalanceRewritesNothing() {
        Community community = fixtures.community();
        fixtures.enrol(community, "alice", "bob");
        fixtures.trade(community, "alice", "bob", "80");
        Access access = fixtures.access(community, fixtures.administrator(community));

        AccountView lowered = setLimits.set(access, "alice", body("10", NO_CAP), OptionalLong.empty());

        assertThat(lowered.balance()).isEqualTo("-80.00");
        assertThat(lowered.available()).isEqualTo("-70.00");
    }

    private static SetLimits.Body body(String limit, TextOrNull cap) {
        return new SetLimits.Body(limit, cap, "agreed");
    }
}
