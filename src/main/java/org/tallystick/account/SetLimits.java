package org.tallystick.account;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tallystick.approval.Approvable;
import org.tallystick.approval.Approval;
import org.tallystick.approval.AskApproval;
import org.tallystick.change.Actor;
import org.tallystick.change.Change;
import org.tallystick.change.Change.Subject;
import org.tallystick.change.ChangeRecords;
import org.tallystick.change.Reason;
import org.tallystick.ledger.Account;
import org.tallystick.ledger.BalanceCap;
import org.tallystick.ledger.CreditLimit;
import org.tallystick.platform.Ids;
import org.tallystick.posting.AccountUnit;
import org.tallystick.problem.FieldErrors;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;
import org.tallystick.security.Permission;
import org.tallystick.web.Dates;
import org.tallystick.web.TextOrNull;

/**
 * Sets the credit limit and the balance cap of a member's or a clearing account. A balance outside of the new limits stays;
 * the account may then only move back toward them.
 */
@ApplicationScoped
public class SetLimits implements Approvable {
    private static final String KIND = "limits";

    private final Accounts accounts;
    private final AccountStates states;
    private final LimitRises rises;
    private final AskApproval asking;
    private final ChangeAccounts changeAccounts;
    private final LimitSetters setters;
    private final Clock clock;

    SetLimits(
            Accounts accounts,
            AccountStates states,
            LimitRises rises,
            AskApproval asking,
            ChangeAccounts changeAccounts,
            LimitSetters setters,
            Clock clock) {
        this.accounts = accounts;
        this.states = states;
        this.rises = rises;
        this.asking = asking;
        this.changeAccounts = changeAccounts;
        this.setters = setters;
        this.clock = clock;
    }

    /**
     * What a client writes: both limits, with {@code null} for no cap.
     *
     * @param until the last local date on which they hold; absent: until they are changed
     */
    @Schema(name = "Limits")
    public record Body(
            @Nullable String creditLimit,
            @Nullable TextOrNull balanceCap,
            @Nullable String until,
            @Nullable String reason) {}

    /** What became of it. */
    public sealed interface Result {
        /** The limits are set. */
        record Done(AccountView account) implements Result {}

        /** So much more than before takes a second administrator. */
        record Waits(Approval approval) implements Result {}
    }

    /**
     * @param expectedVersion the version of the limits that the administrator has seen; empty: any
     * @throws ProblemException {@code not-found}; {@code forbidden} for whoever acts for the member, since nobody sets their
     *     own limit; {@code malformed}; {@code state-conflict} for the community's fund and settlement; {@code version-stale}
     */
    public Result set(Access access, String address, Body body, OptionalLong expectedVersion) {
        AccountRef ref = accounts.find(access.community().id(), address);
        setters.require(access, ref);
        FieldErrors errors = new FieldErrors();
        Optional<AccountUnit.Limits> read = read(ref, body.creditLimit(), body.balanceCap(), errors);
        Optional<LocalDate> until = errors.readIfPresent("until", body.until(), text -> lastDay(access, ref, text));
        Reason reason = Reason.read(errors, body.reason());
        errors.throwIfAny();
        AccountUnit.Limits limits = read.orElseThrow();
        requireNotFixed(ref);
        AccountState present = state(ref);
        if (rises.takeTwo(ref, present.account(), limits)) {
            if (expectedVersion.isPresent() && expectedVersion.getAsLong() != present.limitsVersion()) {
                throw ProblemException.of(
                        ProblemType.VERSION_STALE, "The limits were changed since you read them; read them again.");
            }
            return new Result.Waits(ask(access, ref, present.account(), limits, until, reason));
        }
        change(access, ref, limits, until, expectedVersion, reason, Optional.empty());
        return new Result.Done(accounts.inFull(ref));
    }

    static void requireNotFixed(AccountRef ref) {
        if (!ref.kind().equals("member") && !ref.kind().equals("clearing")) {
            throw ProblemException.of(
                    ProblemType.STATE_CONFLICT,
                    "The limits of " + ref.address() + " are fixed: fund never goes below zero, settlement has none.");
        }
    }

    private static Optional<AccountUnit.Limits> read(
            AccountRef ref, @Nullable String creditLimit, @Nullable TextOrNull balanceCap, FieldErrors errors) {
        int scale = ref.currency().scale();
        Optional<CreditLimit> limit =
                errors.read("creditLimit", creditLimit, text -> Limits.readCreditLimit(text, scale));
        Optional<BalanceCap> cap = errors.required("balanceCap", balanceCap, new TextOrNull(null))
                .value()
                .flatMap(
                        text -> errors.readIfPresent("balanceCap", text, given -> Limits.readBalanceCap(given, scale)));
        return limit.map(one -> new AccountUnit.Limits(one, cap.orElse(BalanceCap.NONE)));
    }

    private Approval ask(
            Access access,
            AccountRef ref,
            Account present,
            AccountUnit.Limits limits,
            Optional<LocalDate> until,
            Reason reason) {
        int scale = ref.currency().scale();
        Map<String, @Nullable Object> act =
                Limits.toValues(present.withLimits(limits.creditLimit(), limits.balanceCap()), scale);
        String summary = "Limits of " + ref.address() + ": credit limit " + Limits.text(present.creditLimit(), scale)
                + " to " + act.get("creditLimit");
        if (!present.balanceCap().equals(limits.balanceCap())) {
            summary += ", balance cap " + orNone(Limits.text(present.balanceCap(), scale)) + " to "
                    + orNone(act.get("balanceCap"));
        }
        act.put("account", ref.address());
        until.ifPresent(date -> act.put("until", date.toString()));
        return asking.ask(
                access,
                Optional.empty(),
                KIND,
                summary,
                act,
                ref.member().stream().toList(),
                reason);
    }

    private static String orNone(@Nullable Object limit) {
        return limit == null ? "none" : limit.toString();
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Permission permission() {
        return Permission.SET_LIMITS;
    }

    @Override
    public String perform(Access by, Approved approved) {
        AccountRef ref = accounts.find(by.community().id(), approved.text("account"));
        setters.require(by, ref);
        FieldErrors errors = new FieldErrors();
        Optional<LocalDate> until =
                Optional.ofNullable(approved.act().get("until")).map(date -> LocalDate.parse(date.toString()));
        @Nullable Object cap = approved.act().get("balanceCap");
        AccountUnit.Limits limits = read(
                        ref, approved.text("creditLimit"), new TextOrNull(cap == null ? null : cap.toString()), errors)
                .orElseThrow();
        Account present = state(ref).account();
        if (!present.creditLimit().equals(limits.creditLimit())
                || !present.balanceCap().equals(limits.balanceCap())) {
            change(by, ref, limits, until, OptionalLong.empty(), approved.reason(), Optional.of(approved.id()));
        }
        return "The limits of " + ref.address() + " are as asked for";
    }

    private AccountState state(AccountRef ref) {
        return Optional.ofNullable(
                        states.read(ref.community(), List.of(ref.id())).get(ref.id()))
                .orElseThrow();
    }

    /** @param approval by which two agreed on it: the record of the change has its id */
    private void change(
            Access access,
            AccountRef ref,
            AccountUnit.Limits limits,
            Optional<LocalDate> until,
            OptionalLong expectedVersion,
            Reason reason,
            Optional<UUID> approval) {
        AccountUnit.Change change = AccountUnit.Change.ofLimits(ref.id(), limits, expectedVersion);
        changeAccounts.change(access, Permission.SET_LIMITS, current -> {
            setters.require(current, ref);
            Actor setBy = current.caller().actor();
            UUID changeId = approval.orElseGet(Ids::next);
            return new AccountUnit(
                    ref.community(), current.version(), changeId, List.of(change), (connection, before, after) -> {
                        if (approval.isEmpty() && rises.takeTwo(ref, before.get(0), limits)) {
                            throw ProblemException.of(
                                    ProblemType.STATE_CONFLICT,
                                    "The limits were changed at this moment; read them again.");
                        }
                        ChangeRecords.write(
                                connection,
                                ref.community(),
                                clock.instant(),
                                List.of(record(ref, setBy, reason, before.get(0), after.get(0), until)
                                        .withId(changeId)));
                        LimitOrigins.write(
                                connection,
                                ref.community(),
                                List.of(LimitOrigin.individual(ref.id(), setBy, reason, until)));
                    });
        });
    }

    /** As it is kept, whichever way somebody sets limits. */
    static Change record(
            AccountRef ref, Actor changedBy, Reason reason, Account before, Account after, Optional<LocalDate> until) {
        int scale = ref.currency().scale();
        Map<String, @Nullable Object> values = Limits.toValues(after, scale);
        until.ifPresent(date -> values.put("until", date.toString()));
        return Change.of(
                Subject.LIMITS, ref.id().value().toString(), changedBy, reason, Limits.toValues(before, scale), values);
    }

    private LocalDate lastDay(Access access, AccountRef ref, String text) {
        if (ref.member().isEmpty()) {
            throw new IllegalArgumentException("is for members' accounts alone");
        }
        LocalDate date = Dates.read(text);
        if (date.isBefore(
                LocalDate.ofInstant(clock.instant(), access.community().zone()))) {
            throw new IllegalArgumentException("has passed already");
        }
        return date;
    }
}
