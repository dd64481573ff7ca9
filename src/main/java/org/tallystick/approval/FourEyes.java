package org.tallystick.approval;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tallystick.ledger.Amount;
import org.tallystick.ledger.CurrencyCode;

/**
 * What a community wants two of those who run it to agree on.
 *
 * @param writeOffs trades with the account {@code settlement}, and the end of a membership that leaves a balance
 * @param reversals of trades by an administrator who has no part in them
 * @param overrides trades and reversals by which an administrator passes the limits of accounts
 * @param policies new credit policies and levies
 * @param limitRises by how much one may raise a limit alone; of a currency that is not named, by any amount
 */
public record FourEyes(
        boolean writeOffs,
        boolean reversals,
        boolean overrides,
        boolean policies,
        Map<CurrencyCode, Amount> limitRises) {
    public static final FourEyes NONE = new FourEyes(false, false, false, false, Map.of());

    public FourEyes {
        limitRises = Map.copyOf(limitRises);
    }

    /** Whether two must agree on anything at all. */
    public boolean any() {
        return writeOffs || reversals || overrides || policies || !limitRises.isEmpty();
    }

    /** By how much one may raise a limit in this currency alone; empty: by any amount. */
    public Optional<Amount> limitRise(CurrencyCode currency) {
        return Optional.ofNullable(limitRises.get(currency));
    }

    /** Whether less needs two under these rules than under the others: then that needs two itself. */
    boolean isLooserThan(FourEyes other) {
        return (other.writeOffs && !writeOffs)
                || (other.reversals && !reversals)
                || (other.overrides && !overrides)
                || (other.policies && !policies)
                || other.limitRises.entrySet().stream().anyMatch(before -> {
                    Amount now = limitRises.get(before.getKey());
                    return now == null || now.isMoreThan(before.getValue());
                });
    }

    /** Two must agree on all that either asks for; where both bound the rise of a limit, on the lesser one. */
    FourEyes and(FourEyes other) {
        Map<CurrencyCode, Amount> rises = new HashMap<>(limitRises);
        other.limitRises.forEach(
                (code, amount) -> rises.merge(code, amount, (one, two) -> one.isLessThan(two) ? one : two));
        return new FourEyes(
                writeOffs || other.writeOffs,
                reversals || other.reversals,
                overrides || other.overrides,
                policies || other.policies,
                rises);
    }

    /** In minor units, as it is stored. */
    Map<String, Long> risesInMinorUnits() {
        Map<String, Long> rises = new TreeMap<>();
        limitRises.forEach((code, amount) -> rises.put(code.value(), amount.minorUnits()));
        return rises;
    }

    Map<String, @Nullable Object> toValues() {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("writeOffs", writeOffs);
        values.put("reversals", reversals);
        values.put("overrides", overrides);
        values.put("policies", policies);
        values.put("limitRisesInMinorUnits", risesInMinorUnits());
        return values;
    }
}
