package org.tallystick.mediation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tallystick.trade.BatchView;
import org.tallystick.trade.TradeView;

/** What became of each slip, in the order given. */
@Schema(name = "SlipResults")
public record SlipResults(List<Result> results) {

    /**
     * One of them.
     *
     * @param line of the file; absent where there was none
     * @param status {@code posted}, {@code refused}, or {@code not-posted} for one that others held back
     * @param problem why it was refused
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "SlipResult")
    public record Result(
            String number,
            @Nullable Long line,
            String status,
            @Nullable TradeView trade,
            @Nullable Map<String, Object> problem) {

        static Result of(Slips.Slip slip, BatchView.Result result) {
            return new Result(slip.number(), slip.line(), result.status(), result.trade(), result.problem());
        }
    }
}
