package org.tallystick.trade;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tallystick.approval.Approvable.Approved;

/** A trade as an approval keeps it. */
final class AskedTrade {
    private static final int LONGEST_SUMMARY = 500;
    private static final String TRADE = "trade";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, @Nullable Object>> ACT = new TypeReference<>() {};

    private AskedTrade() {}

    /** @param seen what would become of it */
    static String summary(TradeRequest request, TradeView seen) {
        String summary = "%s %s from %s to %s%s: %s"
                .formatted(
                        seen.amount(),
                        seen.currency(),
                        seen.payer(),
                        seen.payee(),
                        request.overrides() ? " beyond the limits" : "",
                        seen.description());
        return summary.length() > LONGEST_SUMMARY ? summary.substring(0, LONGEST_SUMMARY) : summary;
    }

    /** As it was understood: two requests that say the same are the same, however they are written. */
    static Map<String, @Nullable Object> act(TradeRequest request, TradeView seen) {
        TradeRequest canonical = new TradeRequest(
                seen.payer(),
                seen.payee(),
                seen.amount(),
                seen.currency(),
                seen.description(),
                request.valueDate(),
                seen.metadata() == null ? null : new HashMap<>(seen.metadata()),
                seen.category(),
                request.overrides() ? true : null,
                seen.reason());
        Map<String, @Nullable Object> act = new HashMap<>();
        act.put(TRADE, JSON.convertValue(canonical, ACT));
        return act;
    }

    static TradeRequest request(Approved approved) {
        return JSON.convertValue(approved.act().get(TRADE), TradeRequest.class);
    }
}
