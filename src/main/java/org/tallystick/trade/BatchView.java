package org.tallystick.trade;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What became of each trade of a batch, in the order given. */
@Schema(name = "BatchResults")
public record BatchView(List<Result> results) {

    /**
     * One of them.
     *
     * @param status {@code posted}, {@code refused}, or {@code not-posted} for one that others of an atomic batch held back
     * @param problem why it was refused
     */
    @JsonInclude(Include.NON_NULL)
    @Schema(name = "BatchResult")
    public record Result(
            String status,
            @Nullable TradeView trade,
            @Nullable Map<String, Object> problem) {
        static Result posted(TradeView trade) {
            return new Result("posted", trade, null);
        }

        static Result refused(Map<String, Object> problem) {
            return new Result("refused", null, problem);
        }

        static Result notPosted() {
            return new Result("not-posted", null, null);
        }
    }
}
