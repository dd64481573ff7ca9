package org.tallystick.demo;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.tallystick.account.AccountAddress;
import org.tallystick.account.Directory;
import org.tallystick.change.Actor;
import org.tallystick.change.Reason;
import org.tallystick.community.Communities;
import org.tallystick.community.Community;
import org.tallystick.community.CommunityCurrency;
import org.tallystick.community.CreateCommunity;
import org.tallystick.community.NewCommunity;
import org.tallystick.community.Settings;
import org.tallystick.community.Slug;
import org.tallystick.ledger.Amount;
import org.tallystick.ledger.BalanceCap;
import org.tallystick.ledger.CreditLimit;
import org.tallystick.ledger.Currency;
import org.tallystick.ledger.CurrencyCode;
import org.tallystick.member.EmailAddress;
import org.tallystick.member.EnrolMembers;
import org.tallystick.member.Handle;
import org.tallystick.member.MemberKind;
import org.tallystick.member.NewMember;
import org.tallystick.platform.BannerLines;
import org.tallystick.platform.TallystickConfig;
import org.tallystick.user.SetPassword;

/** Maple LETS: six members, a currency and one of hours, and a short history. Its passwords are no secret. */
@ApplicationScoped
public class DemoCommunity implements BannerLines {
    static final String SLUG = "maple-lets";
    static final String ADMINISTRATOR = "maple-admin";
    static final String PASSWORD = "maple-demo";
    static final CurrencyCode LEAVES = new CurrencyCode("LEAF");
    static final CurrencyCode HOURS = new CurrencyCode("HRS");

    private static final Logger LOG = Logger.getLogger(DemoCommunity.class);
    private static final Reason REASON = new Reason("the demo community is made");
    private static final int SCALE = 2;
    /** After the operator, before anyone is served. */
    private static final int LATE = 3_000;

    private final TallystickConfig config;
    private final Communities communities;
    private final CreateCommunity createCommunity;
    private final EnrolMembers enrolMembers;
    private final SetPassword setPassword;
    private final DemoHistory history;
    private final DemoOperator operator;
    private final Directory directory;

    DemoCommunity(
            TallystickConfig config,
            Communities communities,
            CreateCommunity createCommunity,
            EnrolMembers enrolMembers,
            SetPassword setPassword,
            DemoHistory history,
            DemoOperator operator,
            Directory directory) {
        this.config = config;
        this.communities = communities;
        this.createCommunity = createCommunity;
        this.enrolMembers = enrolMembers;
        this.setPassword = setPassword;
        this.history = history;
        this.operator = operator;
        this.directory = directory;
    }

    void onStart(@Observes @Priority(LATE) StartupEvent event) {
        if (config.embedded() && config.demo() && config.command().isEmpty() && isFresh()) {
            make();
        }
    }

    /** Whether nobody has made a community of their own, and no demo was left half-made: what is missing is made again. */
    private boolean isFresh() {
        return communities.bySlug(SLUG).isPresent() || operator.isAlone();
    }

    /** Each step is left out where an earlier start has done it, so a start that was killed half-way is completed. */
    private void make() {
        Actor by = Actor.of(operator.id());
        Community community = communities.bySlug(SLUG).orElseGet(() -> createCommunity.create(community(), by));
        boolean enrolled =
                directory.find(community.id(), AccountAddress.parse("alice")).isPresent();
        if (!enrolled) {
            enrolMembers.enrol(community.id(), members(), by, REASON);
            operator.appoint(SLUG, ADMINISTRATOR);
            setPassword.set(ADMINISTRATOR, PASSWORD);
            members().forEach(member -> setPassword.set(member.handle() + "@" + SLUG, PASSWORD));
            LOG.debugf("The demo community %s is made", SLUG);
        }
        history.record(community);
    }

    private static NewCommunity community() {
        CommunityCurrency leaves = new CommunityCurrency(
                new Currency(LEAVES, "Maple leaf", "\uD83C\uDF41", SCALE), new CreditLimit(0), BalanceCap.NONE);
        CommunityCurrency hours =
                new CommunityCurrency(new Currency(HOURS, "Hour", "h", SCALE), new CreditLimit(10_00), BalanceCap.NONE);
        return new NewCommunity(
                new Slug(SLUG), "Maple LETS", ZoneId.of("Europe/Lisbon"), List.of(leaves, hours), Settings.USUAL);
    }

    private static List<NewMember> members() {
        return List.of(
                member("alice", "Alice Almeida", MemberKind.PERSON, 100_00),
                member("bob", "Bob Brandão", MemberKind.PERSON, 100_00),
                member("carol", "Carol & Chico", MemberKind.HOUSEHOLD, 150_00),
                member("dan", "Dan Duarte", MemberKind.PERSON, 50_00),
                member("erin", "Erin Esteves", MemberKind.PERSON, 50_00),
                member("maple-cafe", "The Maple Café", MemberKind.ORGANISATION, 300_00));
    }

    private static NewMember member(String handle, String name, MemberKind kind, long creditLimit) {
        return new NewMember(
                new Handle(handle),
                name,
                kind,
                Optional.of(new EmailAddress(handle + "@maple.example")),
                Optional.empty(),
                Optional.of(CreditLimit.of(Amount.ofMinorUnits(creditLimit))),
                Optional.empty());
    }

    @Override
    public List<String> lines(String url) {
        if (!config.embedded() || !config.demo() || communities.bySlug(SLUG).isEmpty()) {
            return List.of();
        }
        return List.of(
                "Demo logins: " + ADMINISTRATOR + ", and alice, bob, carol, dan, erin, maple-cafe, each followed by @"
                        + SLUG + "; the password of all is " + PASSWORD,
                "Try: curl -s -d grant_type=password -d username=alice@" + SLUG + " -d password=" + PASSWORD + " " + url
                        + "/oauth/token");
    }
}
