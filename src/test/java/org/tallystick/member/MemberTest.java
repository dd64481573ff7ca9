package org.tallystick.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tallystick.testing.Problems.problemOf;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tallystick.change.Actor;
import org.tallystick.change.Reason;
import org.tallystick.community.AddCurrency;
import org.tallystick.community.Community;
import org.tallystick.ledger.BalanceCap;
import org.tallystick.ledger.CreditLimit;
import org.tallystick.platform.Ids;
import org.tallystick.problem.FieldError;
import org.tallystick.problem.Problem;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;
import org.tallystick.security.Caller;
import org.tallystick.security.MemberId;
import org.tallystick.testing.DatabaseTestResource;
import org.tallystick.testing.Fixtures;
import org.tallystick.web.TextOrNull;

@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
class MemberTest {
    private static final Actor SOMEONE = Actor.of(Ids.next());
    private static final Reason REASON = new Reason("test");

    @Inject
    Fixtures fixtures;

    @Inject
    EnrolMembers enrolMembers;

    @Inject
    Members members;

    @Inject
    ChangeMember changeMember;

    @Inject
    AddCurrency addCurrency;

    @Test
    void aNewMemberHasAnOwnerAndAnAccountInEachCurrency() {
        Community community = fixtures.community();
        NewMember alice = new NewMember(
                new Handle("alice"),
                "Alice Åström",
                MemberKind.HOUSEHOLD,
                Optional.of(new EmailAddress("alice@example.org")),
                Optional.of(LocalDate.of(2019, 3, 2)),
                Optional.of(new CreditLimit(50_000)),
                Optional.of(new BalanceCap(70_000)));

        List<MemberId> ids = enrolMembers.enrol(community.id(), List.of(alice), SOMEONE, REASON);

        Member member = members.find(community.id(), "alice").orElseThrow();
        assertThat(member)
                .isEqualTo(new Member(
                        ids.get(0),
                        alice.handle(),
                        alice.name(),
                        alice.kind(),
                        alice.email(),
                        MemberStatus.ACTIVE,
                        LocalDate.of(2019, 3, 2),
                        1,
                        Map.of()));
        assertThat(limits(community, member)).isEqualTo("CRED 50000 70000, HRS 0 4000");
        assertThat(fixtures.text("""
                        SELECT u.username || ' ' || s.role || ' ' || coalesce(u.password_hash, 'without password')
                          FROM membership s JOIN app_user u ON u.user_id = s.user_id
                         WHERE s.community_id = ? AND s.member_id = ?""", community.id().value(), member.id().value()))
                .isEqualTo("alice@" + community.slug() + " owner without password");
        assertThat(changes(community, "member", member.id().value())).isEqualTo(1);
        assertThat(changes(
                        community,
                        "limits",
                        fixtures.account(community, "alice").id().value()))
                .isEqualTo(1);
        assertThat(changes(
                        community,
                        "limits",
                        fixtures.account(community, "alice.HRS").id().value()))
                .isZero();
    }

    @Test
    void withoutLimitsOfItsOwnAMemberHasTheDefaults() {
        Community community = fixtures.community();
        fixtures.enrol(community, "bob");

        Member bob = members.find(community.id(), "bob").orElseThrow();
        assertThat(limits(community, bob)).isEqualTo("CRED 10000 -, HRS 0 4000");
        assertThat(bob.joined())
                .isBetween(
                        LocalDate.now(ZoneOffset.UTC).minusDays(1),
                        LocalDate.now(ZoneOffset.UTC).plusDays(1));
    }

    @Test
    void aHandleIsNeverUsedTwiceAndAllAreEnrolledOrNone() {
        Community community = fixtures.community();
        fixtures.enrol(community, "alice");

        Problem one = problemOf(() -> fixtures.enrol(community, "alice"));
        Problem several = problemOf(() -> fixtures.enrol(community, "bob", "alice", "carol", "carol"));

        assertThat(one.type()).isEqualTo(ProblemType.ALREADY_EXISTS);
        assertThat(one.errors()).extracting(FieldError::field).containsExactly("handle");
        assertThat(several.errors())
                .extracting(FieldError::field)
                .containsExactly("members[1].handle", "members[3].handle");
        assertThat(members.ids(community.id(), List.of("alice", "bob", "carol")))
                .containsOnlyKeys("alice");
    }

    @Test
    void thousandsAreEnrolledAtOnce() {
        Community community = fixtures.community();
        List<NewMember> many = IntStream.range(0, 3_000)
                .mapToObj(i -> Fixtures.member("m" + i))
                .toList();

        enrolMembers.enrol(community.id(), many, SOMEONE, REASON);

        assertThat(fixtures.number(
                        "SELECT count(*) FROM account WHERE community_id = ? AND kind = 'member'",
                        community.id().value()))
                .isEqualTo(6_000);
    }

    @Test
    void aListGoesThroughAllMembersOnce() {
        Community community = fixtures.community();
        fixtures.enrol(community, "dora", "0x", "alice", "a-b", "ab", "carol");
        Access access = fixtures.access(community, fixtures.administrator(community));

        List<String> seen = new ArrayList<>();
        String cursor = null;
        do {
            Members.Page page = members.list(access, null, cursor, "4");
            page.members().forEach(member -> seen.add(((MemberView) member).handle()));
            cursor = page.nextCursor();
        } while (cursor != null);

        assertThat(seen).containsExactlyInAnyOrder("0x", "a-b", "ab", "alice", "carol", "dora");
        assertThat(members.list(access, "frozen", null, null).members()).isEmpty();
        assertThat(problemOf(() -> members.list(access, "gone", "%%%", "201")).errors())
                .extracting(FieldError::field)
                .containsExactly("limit", "status", "cursor");
    }

    @Test
    void othersSeeOfAMemberNoMoreThanTheName() {
        Community community = fixtures.community();
        fixtures.enrol(community, "alice", "bob");
        Access alice = fixtures.access(community, fixtures.owner(community, "alice"));

        assertThat(members.read(alice, "alice")).isInstanceOf(MemberView.class);
        assertThat(members.read(alice, "bob"))
                .isEqualTo(new MemberView.Listed("bob", "Name of bob", "person", "active", Map.of()));
        assertThat(problemOf(() -> members.read(alice, "nobody")).type()).isEqualTo(ProblemType.NOT_FOUND);
    }

    @Test
    void aChangedProfileKeepsWhatIsNotNamedAndLeavesARecord() {
        Community community = fixtures.community();
        fixtures.enrol(community, "alice");
        Access access = fixtures.access(community, fixtures.administrator(community));
        change(access, "alice", new MemberChange.Body(null, null, new TextOrNull("a@example.org"), null, "asked"), 1);

        MemberView changed =
                change(access, "alice", new MemberChange.Body("Alice B.", "organisation", null, null, "asked"), 2);
        MemberView without =
                change(access, "alice", new MemberChange.Body(null, null, new TextOrNull(null), null, "asked"), 3);

        assertThat(changed.name()).isEqualTo("Alice B.");
        assertThat(changed.kind()).isEqualTo("organisation");
        assertThat(changed.email()).isEqualTo("a@example.org");
        assertThat(without.email()).isNull();
        assertThat(without.version()).isEqualTo(4);
        Member alice = members.find(community.id(), "alice").orElseThrow();
        assertThat(changes(community, "member", alice.id().value())).isEqualTo(4);
    }

    @Test
    void aChangeOfWhatWasChangedSinceIsRefused() {
        Community community = fixtures.community();
        fixtures.enrol(community, "alice");
        Access access = fixtures.access(community, fixtures.administrator(community));
        change(access, "alice", new MemberChange.Body("Alice B.", null, null, null, "asked"), 1);

        Problem stale = problemOf(() -> change(access, "alice", status("frozen"), 1));

        assertThat(stale.type()).isEqualTo(ProblemType.VERSION_STALE);
        assertThat(accountStatuses(community, "alice")).isEqualTo("active active");
    }

    @Test
    void theAccountsFollowTheStatusInOneTransaction() {
        Community community = fixtures.community();
        fixtures.enrol(community, "alice", "bob");
        Caller administrator = fixtures.administrator(community);
        Access access = fixtures.access(community, administrator);

        MemberView frozen = change(access, "alice", status("frozen"), 1);

        assertThat(frozen.status()).isEqualTo("frozen");
        assertThat(accountStatuses(community, "alice")).isEqualTo("frozen frozen");
        assertThat(accountStatuses(community, "bob")).isEqualTo("active active");
        assertThat(fixtures.access(community, administrator).version()).isGreaterThan(access.version());
        assertThat(fixtures.text("""
                        SELECT (before ->> 'status') || ' ' || (after ->> 'status') || ' ' || reason FROM change_record
                         WHERE community_id = ? AND subject_kind = 'member' AND before IS NOT NULL AND changed_by = ?""", community.id().value(), administrator.id()))
                .isEqualTo("active frozen asked");
    }

    @Test
    void nobodyLeavesWithABalanceAndWhoLeftHasLeftForGood() {
        Community community = fixtures.community();
        fixtures.enrol(community, "alice", "bob");
        Access access = fixtures.access(community, fixtures.administrator(community));
        fixtures.trade(community, "alice", "bob", "12.50");

        Problem refusal = problemOf(() -> change(access, "bob", status("left"), 1));

        assertThat(refusal.type()).isEqualTo(ProblemType.STATE_CONFLICT);
        assertThat(refusal.members()).containsEntry("account", "bob").containsEntry("balance", "12.50");
        assertThat(accountStatuses(community, "bob")).isEqualTo("active active");
        assertThat(members.find(community.id(), "bob").orElseThrow().status()).isEqualTo(MemberStatus.ACTIVE);

        fixtures.trade(community, "bob", "alice", "12.50");
        assertThat(change(access, "bob", status("left"), 1).status()).isEqualTo("left");
        assertThat(accountStatuses(community, "bob")).isEqualTo("closed closed");
        assertThat(problemOf(() -> change(access, "bob", status("active"), 2)).type())
                .isEqualTo(ProblemType.STATE_CONFLICT);
    }

    @Test
    void whoIsNoLongerAdministratorChangesNothing() {
        Community community = fixtures.community();
        fixtures.enrol(community, "alice");
        Caller administrator = fixtures.administrator(community);
        Access before = fixtures.access(community, administrator);
        fixtures.dismiss(community, administrator.id());

        Problem refusal = problemOf(() -> change(before, "alice", status("frozen"), 1));

        assertThat(refusal.type()).isIn(ProblemType.NOT_FOUND, ProblemType.FORBIDDEN);
        assertThat(accountStatuses(community, "alice")).isEqualTo("active active");
    }

    @Test
    void rightsThatChangedForOthersDoNotStopAnAdministrator() {
        Community community = fixtures.community();
        fixtures.enrol(community, "alice");
        Access before = fixtures.access(community, fixtures.administrator(community));
        fixtures.administrator(community);

        assertThat(change(before, "alice", status("frozen"), 1).status()).isEqualTo("frozen");
    }

    @Test
    void anAccountInACurrencyAddedLaterStandsAsItsMemberDoes() {
        Community community = fixtures.community();
        fixtures.enrol(community, "alice", "bob", "carol");
        Access access = fixtures.access(community, fixtures.administrator(community));
        change(access, "alice", status("frozen"), 1);
        change(access, "carol", status("left"), 1);

        addCurrency.add(
                community.id(), new AddCurrency.Body("EGG", "Eggs", "e", 0, null, null, "for the hens"), SOMEONE);

        assertThat(accountStatuses(community, "alice")).isEqualTo("frozen frozen frozen");
        assertThat(accountStatuses(community, "bob")).isEqualTo("active active active");
        assertThat(accountStatuses(community, "carol")).isEqualTo("closed closed");
        change(access, "alice", status("active"), 2);
        assertThat(accountStatuses(community, "alice")).isEqualTo("active active active");
    }

    private MemberView change(Access access, String handle, MemberChange.Body body, long expected) {
        return changeMember.change(access, handle, body, OptionalLong.of(expected));
    }

    private static MemberChange.Body status(String status) {
        return new MemberChange.Body(null, null, null, status, "asked");
    }

    private String limits(Community community, Member member) {
        return fixtures.text("""
                SELECT string_agg(concat_ws(' ', currency_code, credit_limit, coalesce(balance_cap::text, '-')), ', '
                                  ORDER BY currency_code)
                  FROM account WHERE community_id = ? AND member_id = ?""", community.id().value(), member.id().value());
    }

    private String accountStatuses(Community community, String handle) {
        return fixtures.text("""
                SELECT string_agg(a.status, ' ' ORDER BY a.currency_code) FROM account a
                  JOIN member m ON m.community_id = a.community_id AND m.member_id = a.member_id
                 WHERE a.community_id = ? AND m.handle = ?""", community.id().value(), handle);
    }

    private long changes(Community community, String kind, UUID id) {
        return fixtures.number(
                "SELECT count(*) FROM change_record WHERE community_id = ? AND subject_kind = ? AND subject_id = ?",
                community.id().value(),
                kind,
                id.toString());
    }
}
