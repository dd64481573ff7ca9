package org.tallystick.account;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
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
import org.tallystick.client.ClientKeepers;
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
import org.tallystick.web.TextOrNull;

/**
 * Sets the credit limit and the balance cap of a member's or a clearing account. A balance outside of the new limits stays;
 * the account may then only move back toward them.
 */
@ApplicationScoped
public class SetLimits {
    private final Accounts accounts;
    private final ChangeAccounts changeAccounts;
    private final ClientKeepers keepers;
    private final Clock clock;

    SetLimits(Accounts accounts, ChangeAccounts changeAccounts, ClientKeepers keepers, Clock clock) {
        this.accounts = accounts;
        this.changeAccounts = changeAccounts;
        this.keepers = keepers;
        this.clock = clock;
    }

    /** What a client writes: both limits, with {@code null} for no cap. */
    @Schema(name = "Limits")
    public record Body(
            @Nullable String creditLimit,
            @Nullable TextOrNull balanceCap,
            @Nullable String reason) {}

    /**
     * @param expectedVersion the version of the limits that the administrator has seen; empty: any
     * @throws ProblemException {@code not-found}; {@code forbidden} for whoever acts for the member, since nobody sets their
     *     own limit; {@code malformed}; {@code state-conflict} for the community's fund and settlement; {@code version-stale}
     */
    public AccountView set(Access access, String address, Body body, OptionalLong expectedVersion) {
        AccountRef ref = accounts.find(access.community().id(), address);
        requireMaySet(access, ref);
        int scale = ref.currency().scale();
        FieldErrors errors = new FieldErrors();
        Optional<CreditLimit> limit =
                errors.read("creditLimit", body.creditLimit(), text -> Limits.readCreditLimit(text, scale));
        Optional<BalanceCap> cap = errors.required("balanceCap", body.balanceCap(), new TextOrNull(null))
                .value()
                .flatMap(
                        text -> errors.readIfPresent("balanceCap", text, given -> Limits.readBalanceCap(given, scale)));
        Optional<Reason> reason = errors.read("reason", body.reason(), Reason::new);
        errors.throwIfAny();
        requireNotFixed(ref);
        AccountUnit.Limits limits = new AccountUnit.Limits(limit.orElseThrow(), cap.orElse(BalanceCap.NONE));
        AccountUnit.Change change = AccountUnit.Change.ofLimits(ref.id(), limits, expectedVersion);
        changeAccounts.change(access, Permission.SET_LIMITS, present -> {
            requireMaySet(present, ref);
            return unit(present, ref, change, reason.orElseThrow());
        });
        return accounts.inFull(ref);
    }

    static void requireNotFixed(AccountRef ref) {
        if (!ref.kind().equals("member") && !ref.kind().equals("clearing")) {
            throw ProblemException.of(
                    ProblemType.STATE_CONFLICT,
                    "The limits of " + ref.address() + " are fixed: fund never goes below zero, settlement has none.");
        }
    }

    private AccountUnit unit(Access access, AccountRef ref, AccountUnit.Change change, Reason reason) {
        UUID changeId = Ids.next();
        return new AccountUnit(
                ref.community(),
                access.version(),
                changeId,
                List.of(change),
                (connection, before, after) -> ChangeRecords.write(
                        connection,
                        ref.community(),
                        clock.instant(),
                        List.of(record(ref, access.caller().actor(), reason, before.get(0), after.get(0))
                                .withId(changeId))));
    }

    /** As it is kept, whichever way somebody sets limits. */
    static Change record(AccountRef ref, Actor changedBy, Reason reason, Account before, Account after) {
        int scale = ref.currency().scale();
        return Change.of(
                Subject.LIMITS,
                ref.id().value().toString(),
                changedBy,
                reason,
                Limits.toValues(before, scale),
                Limits.toValues(after, scale));
    }

    /** @throws ProblemException {@code forbidden} */
    void requireMaySet(Access access, AccountRef ref) {
        access.require(Permission.SET_LIMITS, ref.member());
        if (ref.member()
                .filter(member -> access.actsFor(member) || keepers.actFor(access, member))
                .isPresent()) {
            throw ProblemException.of(
                    ProblemType.FORBIDDEN, "You act for this member, and nobody sets the limits of their own account.");
        }
    }
}
