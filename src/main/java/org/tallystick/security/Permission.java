package org.tallystick.security;

import static org.tallystick.security.Grants.any;
import static org.tallystick.security.Role.ADMINISTRATOR;
import static org.tallystick.security.Role.AUDITOR;
import static org.tallystick.security.Role.LOCAL_ADMINISTRATOR;
import static org.tallystick.security.Role.MEDIATOR;
import static org.tallystick.security.Role.OPERATOR;
import static org.tallystick.security.Role.OWNER;
import static org.tallystick.security.Role.SPENDER;
import static org.tallystick.security.Role.VIEWER;
import static org.tallystick.security.Scope.ACCOUNTS_READ;
import static org.tallystick.security.Scope.LIMITS_WRITE;
import static org.tallystick.security.Scope.MEMBERS_WRITE;
import static org.tallystick.security.Scope.STATEMENTS_READ;
import static org.tallystick.security.Scope.TRADES_WRITE;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The one table of who may do what: each permission with the roles and the scopes that hold it, and for whom. From it
 * docs/permissions.md is generated.
 */
public enum Permission {
    CREATE_COMMUNITIES("make a community", any(OPERATOR)),
    IMPORT_COMMUNITIES("import a community from another system", any(OPERATOR)),
    MANAGE_USERS("see the logins of the installation, disable and enable them", any(OPERATOR)),
    SEE_INSTALLATION_CHANGES("see the audit log of the installation", any(OPERATOR)),
    MANAGE_KEYS("let a new key sign the access tokens", any(OPERATOR)),

    SEE_COMMUNITY(
            "see the community's profile and rules, its groups, and who holds which office",
            any(OPERATOR, ADMINISTRATOR, LOCAL_ADMINISTRATOR, AUDITOR, MEDIATOR, OWNER, SPENDER, VIEWER)
                    .scopes(TRADES_WRITE, ACCOUNTS_READ, MEMBERS_WRITE, STATEMENTS_READ, LIMITS_WRITE)),
    CHANGE_COMMUNITY("change the community's profile, rules and currencies", any(OPERATOR, ADMINISTRATOR)),
    MANAGE_POLICIES("make credit policies, and see beforehand what they would do", any(OPERATOR, ADMINISTRATOR)),
    MANAGE_ROLES("give and take offices", any(OPERATOR, ADMINISTRATOR)),
    MANAGE_GROUPS("make groups, and say who belongs to them", any(OPERATOR, ADMINISTRATOR)),
    SEE_APPROVALS(
            "see what waits for a second administrator, and what became of it", any(OPERATOR, ADMINISTRATOR, AUDITOR)),
    /** Never of what they asked for themselves, or of a member for whom they act. */
    APPROVE("decide what another administrator asked for", any(OPERATOR, ADMINISTRATOR)),
    /** Always by two. */
    WIND_UP("wind the community up", any(OPERATOR, ADMINISTRATOR)),
    EXPORT_COMMUNITY("export the whole community, as an import takes it", any(OPERATOR, ADMINISTRATOR, AUDITOR)),
    SEE_REPORTS(
            "see the reports on the whole community: balances, limits, trades, levies, members, trial balance",
            any(OPERATOR, ADMINISTRATOR, AUDITOR)),
    CHANGE_FOUR_EYES("say what two administrators must agree on", any(OPERATOR, ADMINISTRATOR)),
    SEE_CLIENTS(
            "see which exchange systems are let in, to do what",
            any(OPERATOR, ADMINISTRATOR, LOCAL_ADMINISTRATOR, AUDITOR, OWNER, SPENDER, VIEWER)),
    MANAGE_CLIENTS("let exchange systems in, and shut them out", any(OPERATOR, ADMINISTRATOR)),
    /** What concerns everybody, the rules say, all of these see. */
    SEE_CHANGES(
            "see in the audit log who did what to a member, when and why",
            any(OPERATOR, ADMINISTRATOR, AUDITOR).group(LOCAL_ADMINISTRATOR).own(OWNER, SPENDER, VIEWER)),
    SEE_JOBS(
            "see how a job stands, and fetch what one asked for oneself",
            any(OPERATOR, ADMINISTRATOR, AUDITOR)
                    .own(LOCAL_ADMINISTRATOR, OWNER, SPENDER, VIEWER)
                    .ownScopes(MEMBERS_WRITE, LIMITS_WRITE, STATEMENTS_READ)),
    CANCEL_JOBS(
            "cancel an export, or delete what it made",
            any(OPERATOR, ADMINISTRATOR)
                    .own(LOCAL_ADMINISTRATOR, AUDITOR, OWNER, SPENDER, VIEWER)
                    .ownScopes(STATEMENTS_READ)),
    VERIFY_LEDGER("have the books verified", any(OPERATOR, ADMINISTRATOR, AUDITOR)),

    SEE_MEMBERS(
            "see who the members are",
            any(OPERATOR, ADMINISTRATOR, LOCAL_ADMINISTRATOR, AUDITOR, MEDIATOR, OWNER, SPENDER, VIEWER)
                    .scopes(TRADES_WRITE, ACCOUNTS_READ, MEMBERS_WRITE, LIMITS_WRITE)),
    SEE_PROFILES(
            "see a member's profile whole, the e-mail address too",
            any(OPERATOR, ADMINISTRATOR, AUDITOR)
                    .group(LOCAL_ADMINISTRATOR)
                    .own(OWNER, SPENDER, VIEWER)
                    .scopes(MEMBERS_WRITE)),
    ENROL_MEMBERS(
            "enrol members",
            any(OPERATOR, ADMINISTRATOR).group(LOCAL_ADMINISTRATOR).scopes(MEMBERS_WRITE)),
    CHANGE_MEMBERS(
            "change a member's profile and status",
            any(OPERATOR, ADMINISTRATOR).group(LOCAL_ADMINISTRATOR).scopes(MEMBERS_WRITE)),
    CHANGE_OWN_PROFILE(
            "change the e-mail address of a member, and what it says of itself",
            Grants.nobody().own(OWNER)),
    LEAVE(
            "have a member leave, and take that back",
            any(OPERATOR, ADMINISTRATOR).group(LOCAL_ADMINISTRATOR).own(OWNER).scopes(MEMBERS_WRITE)),
    SEE_DEPARTURES("see who is leaving, and what remains to be settled", any(OPERATOR, ADMINISTRATOR, AUDITOR)),
    /** Never of a member for whom they act themselves. */
    WRITE_OFF("write off what a member leaves behind", any(OPERATOR, ADMINISTRATOR)),
    ERASE_MEMBERS("erase the person of a member who has left", any(OPERATOR, ADMINISTRATOR)),
    MANAGE_APPLICATIONS("see who applies, and let them in or not", any(OPERATOR, ADMINISTRATOR)),
    SEE_MEMBERSHIPS(
            "see which users act for a member",
            any(OPERATOR, ADMINISTRATOR, AUDITOR).group(LOCAL_ADMINISTRATOR).own(OWNER, SPENDER, VIEWER)),
    MANAGE_MEMBERSHIPS(
            "invite users to act for a member, bound what they spend, and dismiss them",
            any(OPERATOR, ADMINISTRATOR).group(LOCAL_ADMINISTRATOR).own(OWNER)),
    SEE_CONSENTS(
            "see which exchange systems may act for a member",
            any(OPERATOR, ADMINISTRATOR, AUDITOR).group(LOCAL_ADMINISTRATOR).own(OWNER, SPENDER, VIEWER)),
    GIVE_CONSENT(
            "consent that an exchange system acts for a member", Grants.nobody().own(OWNER)),
    WITHDRAW_CONSENT(
            "withdraw that consent",
            any(OPERATOR, ADMINISTRATOR).group(LOCAL_ADMINISTRATOR).own(OWNER)),

    SEE_ACCEPTANCE_RULES(
            "see by which rules a member accepts requests by itself",
            any(OPERATOR, ADMINISTRATOR, AUDITOR).group(LOCAL_ADMINISTRATOR).own(OWNER, SPENDER, VIEWER)),
    MAKE_ACCEPTANCE_RULES(
            "have a member accept requests by itself", Grants.nobody().own(OWNER)),
    END_ACCEPTANCE_RULES(
            "end such a rule",
            any(OPERATOR, ADMINISTRATOR).group(LOCAL_ADMINISTRATOR).own(OWNER)),

    ACCEPT_TERMS("accept the community's terms for a member", Grants.nobody().own(OWNER)),
    SEE_ACCEPTANCES("see who has accepted the community's terms", any(OPERATOR, ADMINISTRATOR, AUDITOR)),

    /** Of others, members see the balance where the community is open about it. */
    SEE_ACCOUNTS(
            "see an account whole",
            any(OPERATOR, ADMINISTRATOR, AUDITOR)
                    .group(LOCAL_ADMINISTRATOR)
                    .own(OWNER, SPENDER, VIEWER)
                    .scopes(ACCOUNTS_READ, LIMITS_WRITE)),
    /** Never of a member for whom they act themselves. */
    SET_LIMITS(
            "set an account's limits",
            any(OPERATOR, ADMINISTRATOR).group(LOCAL_ADMINISTRATOR).scopes(LIMITS_WRITE)),
    SEE_LIMIT_HISTORY(
            "see how an account's limits were changed",
            any(OPERATOR, ADMINISTRATOR, AUDITOR)
                    .group(LOCAL_ADMINISTRATOR)
                    .own(OWNER, SPENDER, VIEWER)
                    .scopes(ACCOUNTS_READ, LIMITS_WRITE)),

    /** Of the payer. */
    RECORD_TRADES(
            "record a trade that the member pays, and propose and accept for it",
            any(OPERATOR, MEDIATOR).mediated(ADMINISTRATOR).own(OWNER, SPENDER).scopes(TRADES_WRITE)),
    /** For members who wrote a paper slip. */
    ENTER_SLIPS(
            "enter paper slips for members, many at once",
            any(OPERATOR, MEDIATOR).mediated(ADMINISTRATOR)),
    SPEND_COMMUNITY_ACCOUNTS("spend from the community's own accounts, and write off", any(OPERATOR, ADMINISTRATOR)),
    /** Of the payee, who gives back; an administrator has no part in the trade. */
    REVERSE_TRADES(
            "reverse a trade that the member was paid",
            any(OPERATOR, ADMINISTRATOR).own(OWNER, SPENDER).scopes(TRADES_WRITE)),
    /** Never of an account of a member for whom they act themselves. */
    OVERRIDE_LIMITS(
            "record or reverse a trade beyond the limits of the accounts, with a reason", any(OPERATOR, ADMINISTRATOR)),
    SEE_TRADES(
            "see a member's trades and proposals",
            any(OPERATOR, ADMINISTRATOR, AUDITOR)
                    .group(LOCAL_ADMINISTRATOR)
                    .own(MEDIATOR, OWNER, SPENDER, VIEWER)
                    .scopes(ACCOUNTS_READ, STATEMENTS_READ)
                    .ownScopes(TRADES_WRITE)),
    OPEN_DISPUTES(
            "flag a trade of the member as disputed, and take that back",
            Grants.nobody().own(OWNER, SPENDER).scopes(TRADES_WRITE)),
    /** A program sees those that it opened. */
    SEE_DISPUTES(
            "see the disputes about a member's trades",
            any(OPERATOR, ADMINISTRATOR, AUDITOR, MEDIATOR)
                    .own(OWNER, SPENDER, VIEWER)
                    .ownScopes(TRADES_WRITE)),
    /** Never one in which they have a part. */
    RESOLVE_DISPUTES("resolve a dispute", any(OPERATOR, ADMINISTRATOR, MEDIATOR)),
    SEE_STATEMENTS(
            "see an account's statement",
            any(OPERATOR, ADMINISTRATOR, AUDITOR)
                    .group(LOCAL_ADMINISTRATOR)
                    .own(OWNER, SPENDER, VIEWER)
                    .scopes(STATEMENTS_READ)),

    MANAGE_PAYMENT_LINKS(
            "make and withdraw links by which the member is paid",
            any(OPERATOR, ADMINISTRATOR).own(OWNER, SPENDER).scopes(TRADES_WRITE)),
    SEE_PAYMENT_LINKS(
            "see the links by which a member is paid, and their QR codes",
            any(OPERATOR, ADMINISTRATOR, AUDITOR)
                    .group(LOCAL_ADMINISTRATOR)
                    .own(OWNER, SPENDER, VIEWER)
                    .scopes(TRADES_WRITE)),

    /** Any caller whose token and session are good, in no community. */
    SEE_ONESELF(
            "see who one is, and where one may do what",
            any(OPERATOR, ADMINISTRATOR, LOCAL_ADMINISTRATOR, AUDITOR, MEDIATOR, OWNER, SPENDER, VIEWER)
                    .scopes(Scope.values())),
    /** Any user, in no community; a program has nothing of this. */
    MANAGE_ONESELF(
            "change one's own password, second factor, e-mail address, sessions and linked logins, and take up invitations",
            any(OPERATOR, ADMINISTRATOR, LOCAL_ADMINISTRATOR, AUDITOR, MEDIATOR, OWNER, SPENDER, VIEWER));

    private final String words;
    private final Grants grants;

    Permission(String words, Grants grants) {
        this.words = words;
        this.grants = grants;
    }

    /** What it allows, as the documentation says it. */
    public String words() {
        return words;
    }

    /** Those who hold it, and for whom. */
    public Map<Role, Reach> roles() {
        return grants.roles();
    }

    public Map<Scope, Reach> scopes() {
        return grants.scopes();
    }

    public Optional<Reach> of(Role role) {
        return grants.of(role);
    }

    public Optional<Reach> of(Scope scope) {
        return grants.of(scope);
    }

    boolean isHeldBy(Set<Role> some, Set<Scope> granted) {
        return some.stream().anyMatch(role -> of(role).isPresent())
                || granted.stream().anyMatch(scope -> of(scope).isPresent());
    }
}
