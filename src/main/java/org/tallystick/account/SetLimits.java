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
public class SetLimits {
    private final Accounts accounts;
    private final ChangeAccounts changeAccounts;
    private final LimitSetters setters;
    private final Clock clock;

    SetLimits(Accounts accounts, ChangeAccounts changeAccounts, LimitSetters setters, Clock clock) {
        this.accounts = accounts;
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

    /**
     * @param expectedVersion the version of the limits that the administrator has seen; empty: any
     * @throws ProblemException {@code not-found}; {@code forbidden} for whoever acts for the member, since nobody sets their
     *     own limit; {@code malformed}; {@code state-conflict} for the community's fund and settlement; {@code version-stale}
     */
    public AccountView set(Access access, String address, Body body, OptionalLong expectedVersion) {
        AccountRef ref = accounts.find(access.community().id(), address);
        setters.require(access, ref);
        int scale = ref.currency().scale();
        FieldErrors errors = new FieldErrors();
        Optional<CreditLimit> limit =
                errors.read("creditLimit", body.creditLimit(), text -> Limits.readCreditLimit(text, scale));
        Optional<BalanceCap> cap = errors.required("balanceCap", body.balanceCap(), new TextOrNull(null))
                .value()
                .flatMap(
                        text -> errors.readIfPresent("balanceCap", text, given -> Limits.readBalanceCap(given, scale)));
        Optional<LocalDate> until = errors.readIfPresent("until", body.until(), text -> lastDay(access, ref, text));
        Optional<Reason> reason = errors.read("reason", body.reason(), Reason::new);
        errors.throwIfAny();
        if (!ref.kind().equals("member") && !ref.kind().equals("clearing")) {
            throw ProblemException.of(
                    ProblemType.STATE_CONFLICT,
                    "The limits of " + ref.address() + " are fixed: fund never goes below zero, settlement has none.");
        }
        AccountUnit.Limits limits = new AccountUnit.Limits(limit.orElseThrow(), cap.orElse(BalanceCap.NONE));
        AccountUnit.Change change = AccountUnit.Change.ofLimits(ref.id(), limits, expectedVersion);
        changeAccounts.change(access, Permission.SET_LIMITS, present -> {
            setters.require(present, ref);
            return unit(present, ref, change, reason.orElseThrow(), until);
        });
        return accounts.inFull(ref);
    }

    private AccountUnit unit(
            Access access, AccountRef ref, AccountUnit.Change change, Reason reason, Optional<LocalDate> until) {
        UUID changeId = Ids.next();
        Actor setBy = access.caller().actor();
        return new AccountUnit(
                ref.community(), access.version(), changeId, List.of(change), (connection, before, after) -> {
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
    }

    private static Change record(
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
