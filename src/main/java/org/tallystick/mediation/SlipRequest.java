package org.tallystick.mediation;

import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tallystick.trade.TradeRequest;

/**
 * A paper slip as it is entered.
 *
 * @param number what is printed or written on the slip
 * @param valueDate the local date it belongs to; today if absent
 * @param category the code of one of the community's categories
 */
@Schema(name = "Slip")
public record SlipRequest(
        @Nullable String number,
        @Nullable String payer,
        @Nullable String payee,
        @Nullable String amount,
        @Nullable String description,
        @Nullable String valueDate,
        @Nullable String category) {
    /** The name under which a trade keeps the number of its slip. */
    static final String NUMBER = "slip";

    TradeRequest toTrade() {
        return new TradeRequest(
                payer, payee, amount, null, description, valueDate, Map.of(NUMBER, String.valueOf(number)), category);
    }
}
