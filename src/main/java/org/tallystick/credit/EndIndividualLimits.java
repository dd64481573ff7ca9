package org.tallystick.credit;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tallystick.account.AccountAddress;
import org.tallystick.account.AccountRef;
import org.tallystick.account.ChangeAccounts;
import org.tallystick.account.Directory;
import org.tallystick.account.LimitRises;
import org.tallystick.account.LimitSetters;
import org.tallystick.account.Limits;
import org.tallystick.approval.Approvable;
import org.tallystick.approval.Approval;
import org.tallystick.approval.AskApproval;
import org.tallystick.change.Reason;
import org.tallystick.credit.ReturnToPolicy.Return;
import org.tallystick.credit.Transition.Band;
import org.tallystick.ledger.Account;
import org.tallystick.platform.Ids;
import org.tallystick.posting.AccountUnit;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;
import org.tallystick.security.Permission;

/**
 * Ends limits that were set for one account because somebody says so. Where the currency's defaults are so much wider that two agree on
 * such a rise, it waits for the second.
 */
@ApplicationScoped
class EndIndividualLimits implements Approvable {
    private static final String KIND = "end-limits";
    private static final String ACCOUNT = "account";
    private static final String CREDIT_LIMIT = "creditLimit";
    private static final String BALANCE_CAP = "balanceCap";

    private final PolicyPlace.Finder places;
    private final Directory directory;
    private final LimitSetters setters;
    private final LimitRises rises;
    private final AskApproval asking;
    private final ChangeAccounts changeAccounts;
    private final ReturnToPolicy returnToPolicy;
    private final Clock clock;

    EndIndividualLimits(
            PolicyPlace.Finder places,
            Directory directory,
            LimitSetters setters,
            LimitRises rises,
            AskApproval asking,
            ChangeAccounts changeAccounts,
            ReturnToPolicy returnToPolicy,
            Clock clock) {
        this.places = places;
        this.directory = directory;
        this.setters = setters;
        this.rises = rises;
        this.asking = asking;
        this.changeAccounts = changeAccounts;
        this.returnToPolicy = returnToPolicy;
        this.clock = clock;
    }

    /**
     * @return what waits for a second administrator; empty where it is done
     * @throws ProblemException {@code forbidden} for whoever acts for the member; {@code state-conflict} if the account has no
     *     limits of its own
     */
    Optional<Approval> end(Access access, AccountRef ref, Reason reason) {
        setters.require(access, ref);
        Return found = find(ref);
        if (takesTwo(ref, found, found.standing().band())) {
            return Optional.of(ask(access, ref, found, reason));
        }
        change(access, ref, reason, Optional.empty(), Map.of());
        return Optional.empty();
    }

    /** What a policy in force says was decided with the policy. */
    boolean takesTwo(AccountRef ref, Return target, Band present) {
        return !target.byPolicy() && rises.takeTwo(ref, limits(present), limits(target.band()));
    }

    private static AccountUnit.Limits limits(Band band) {
        return new AccountUnit.Limits(band.creditLimit(), band.balanceCap());
    }

    private Return find(AccountRef ref) {
        Instant now = clock.instant();
        PolicyPlace place = places.of(ref.community(), ref.currency().code(), now);
        return returnToPolicy
                .find(place, ref.id(), now)
                .orElseThrow(() ->
                        ProblemException.of(ProblemType.STATE_CONFLICT, ref.address() + " has no limits of its own."));
    }

    private Approval ask(Access access, AccountRef ref, Return found, Reason reason) {
        Map<String, @Nullable Object> act = values(found.band(), ref);
        Map<String, @Nullable Object> before = values(found.standing().band(), ref);
        act.put(ACCOUNT, ref.address());
        return asking.ask(
                access,
                Optional.empty(),
                KIND,
                "End the limits of " + ref.address() + " alone: credit limit " + before.get(CREDIT_LIMIT) + " to "
                        + act.get(CREDIT_LIMIT) + ", balance cap "
                        + Objects.requireNonNullElse(before.get(BALANCE_CAP), "none") + " to "
                        + Objects.requireNonNullElse(act.get(BALANCE_CAP), "none"),
                act,
                ref.member().stream().toList(),
                reason);
    }

    private static Map<String, @Nullable Object> values(Band band, AccountRef ref) {
        int scale = ref.currency().scale();
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put(CREDIT_LIMIT, Limits.text(band.creditLimit(), scale));
        values.put(BALANCE_CAP, Limits.text(band.balanceCap(), scale));
        return values;
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
        AccountRef ref = directory
                .find(by.community().id(), AccountAddress.parse(approved.text(ACCOUNT)))
                .orElseThrow();
        setters.require(by, ref);
        Instant now = clock.instant();
        PolicyPlace place = places.of(ref.community(), ref.currency().code(), now);
        if (returnToPolicy.find(place, ref.id(), now).isPresent()) {
            change(by, ref, approved.reason(), Optional.of(approved.id()), approved.act());
        }
        return ref.address() + " has no limits of its own any more";
    }

    /** @param approval by which two agreed on it, and {@code act} on which limits: the record of the change has its id */
    private void change(
            Access access, AccountRef ref, Reason reason, Optional<UUID> approval, Map<String, @Nullable Object> act) {
        PolicyPlace place = places.of(ref.community(), ref.currency().code(), clock.instant());
        changeAccounts.change(access, Permission.SET_LIMITS, present -> {
            setters.require(present, ref);
            Return target = find(ref);
            if (approval.isPresent() && !target.byPolicy() && !agreed(act, values(target.band(), ref))) {
                throw ProblemException.of(
                        ProblemType.STATE_CONFLICT,
                        "The currency's defaults were changed since this was asked for; ask for it again.");
            }
            return returnToPolicy.unit(
                    place,
                    target,
                    approval.orElseGet(Ids::next),
                    present.caller().actor(),
                    reason,
                    present.version(),
                    before -> {
                        if (approval.isEmpty() && takesTwo(ref, target, band(before))) {
                            throw ProblemException.of(
                                    ProblemType.STATE_CONFLICT,
                                    "The limits were changed at this moment; read them again.");
                        }
                    });
        });
    }

    private static boolean agreed(Map<String, @Nullable Object> act, Map<String, @Nullable Object> found) {
        return Objects.equals(act.get(CREDIT_LIMIT), found.get(CREDIT_LIMIT))
                && Objects.equals(act.get(BALANCE_CAP), found.get(BALANCE_CAP));
    }

    private static Band band(List<Account> before) {
        return new Band(before.get(0).creditLimit(), before.get(0).balanceCap());
    }
}
