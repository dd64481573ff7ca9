package org.tallystick.trade;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tallystick.posting.TradeUnit;
import org.tallystick.security.Access;

/**
 * Records one trade for another feature, of which something else follows in the same transaction. Rights, terms, limits and keys
 * hold as for any trade.
 */
@ApplicationScoped
public class RecordWithConsequence {
    private final TradeUnits units;
    private final AuthorisedPosting authorised;
    private final RecordTrade recordTrade;

    RecordWithConsequence(TradeUnits units, AuthorisedPosting authorised, RecordTrade recordTrade) {
        this.units = units;
        this.authorised = authorised;
        this.recordTrade = recordTrade;
    }

    /**
     * Of what the trade comes.
     *
     * @param asked the operation and what it is about, by which the key tells this request from others, beside who pays how much
     * @param consequence does not run where the key bought the trade before
     */
    public record Occasion(List<String> asked, TradeUnit.Consequence consequence) {
        public Occasion {
            asked = List.copyOf(asked);
        }

        private List<String> parts(ParsedTrade trade) {
            List<String> parts = new ArrayList<>(asked);
            parts.addAll(trade.paymentParts());
            return parts;
        }
    }

    /** Fails with the problem that says why nothing was booked; also with one of the consequence's. */
    public Uni<Answer<TradeView>> record(Access access, TradeRequest request, IdempotencyKey key, Occasion occasion) {
        return authorised
                .post(access, rights -> units(rights, request, Optional.of(key), occasion))
                .map(recordTrade::answer);
    }

    /** Decides without booking, spends no key, and lets nothing follow. */
    public Uni<TradeView> preview(
            Access access, TradeRequest request, Optional<IdempotencyKey> key, Occasion occasion) {
        return authorised
                .preview(access, rights -> units(rights, request, key, occasion))
                .map(done -> TradeViews.withoutId(recordTrade.answer(done).body()));
    }

    private Uni<List<TradeUnit>> units(
            Access access, TradeRequest request, Optional<IdempotencyKey> key, Occasion occasion) {
        return units.ofOne(access, request, key, occasion::parts)
                .map(made -> made.stream().map(unit -> followed(unit, occasion)).toList());
    }

    private static TradeUnit followed(TradeUnit unit, Occasion occasion) {
        return new TradeUnit(
                unit.community(), unit.accessVersion(), unit.key(), unit.orders(), Optional.of(occasion.consequence()));
    }
}
