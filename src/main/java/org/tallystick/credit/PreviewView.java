package org.tallystick.credit;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a policy would do.
 *
 * @param asOf the day for which limits are found
 * @param members some of them, in the order of the handles
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "CreditPolicyPreview")
public record PreviewView(
        LocalDate asOf,
        Totals totals,
        List<Bucket> distribution,
        List<Line> members,
        @Nullable String nextCursor) {

    /**
     * Over all members.
     *
     * @param individual how many keep limits that were set for them alone
     * @param uncountable how many keep their limits, because what they traded does not add up
     * @param outside how many would stand outside of their limits
     * @param outsideNow how many do today
     * @param creditBefore the sum of all credit limits
     */
    @Schema(name = "CreditPolicyTotals")
    public record Totals(
            int members,
            Movement creditLimit,
            Movement balanceCap,
            int individual,
            int uncountable,
            int outside,
            int outsideNow,
            String creditBefore,
            String creditAfter) {}

    /** How many rise, fall and stay. */
    @Schema(name = "LimitMovement")
    public record Movement(int rises, int falls, int stays) {}

    /**
     * How many credit limits lie above {@code from}, or are 0 in the first, and no higher than {@code to}.
     *
     * @param before how many do today
     */
    @Schema(name = "LimitBucket")
    public record Bucket(String from, String to, int before, int after) {}

    /**
     * One member.
     *
     * @param change of the credit limit: {@code rises}, {@code falls} or {@code stays}
     * @param balanceCap null: no cap
     */
    @Schema(name = "CreditPolicyLine")
    public record Line(
            String handle,
            String balance,
            String creditLimit,
            String newCreditLimit,
            String change,
            @Nullable String balanceCap,
            @Nullable String newBalanceCap,
            boolean individual,
            boolean outside) {}
}
