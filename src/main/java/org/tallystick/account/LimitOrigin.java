package org.tallystick.account;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.tallystick.change.Actor;
import org.tallystick.change.Reason;
import org.tallystick.ledger.AccountId;

/**
 * Where the limits of an account come from. An account of which nothing is written has its currency's default.
 *
 * @param policyVersion of limits by policy
 * @param setBy who set individual ones
 * @param reason of individual ones
 * @param until the last local date on which individual ones hold; empty: until they are changed
 * @param explanation of limits by policy, as JSON
 */
public record LimitOrigin(
        AccountId account,
        Source source,
        OptionalInt policyVersion,
        Optional<UUID> setBy,
        Optional<String> reason,
        Optional<LocalDate> until,
        Optional<String> explanation) {

    /** What stands above what: an individual limit above any policy, a policy above the default. */
    public enum Source {
        INDIVIDUAL,
        POLICY,
        DEFAULT;

        String column() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Set by somebody for this account alone. */
    public static LimitOrigin individual(AccountId account, Actor setBy, Reason reason, Optional<LocalDate> until) {
        return new LimitOrigin(
                account,
                Source.INDIVIDUAL,
                OptionalInt.empty(),
                Optional.of(setBy.id()),
                Optional.of(reason.text()),
                until,
                Optional.empty());
    }

    public static LimitOrigin ofPolicy(AccountId account, int version, String explanation) {
        return new LimitOrigin(
                account,
                Source.POLICY,
                OptionalInt.of(version),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(explanation));
    }

    public static LimitOrigin byDefault(AccountId account) {
        return new LimitOrigin(
                account,
                Source.DEFAULT,
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
