package org.tallystick.trade;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Several trades, decided in order, each seeing those before it.
 *
 * @param atomic whether they are booked together or not at all
 * @param trades 1 to 1,000
 */
@Schema(name = "NewBatch")
public record BatchRequest(
        @Nullable Boolean atomic, @Nullable List<@Nullable TradeRequest> trades) {}
