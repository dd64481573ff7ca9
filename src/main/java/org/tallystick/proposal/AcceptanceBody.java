package org.tallystick.proposal;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tallystick.problem.OptionalBody;

/**
 * An acceptance as it is asked for.
 *
 * @param amount how much of it; all that is left if absent
 * @param account whose acceptance it is, where the caller may act for several parties or the proposal is open to whoever has its link
 * @param token of that link
 * @param instalments true: by the proposal's schedule, and not at once
 */
@Schema(name = "ProposalAcceptance")
public record AcceptanceBody(
        @Nullable String amount,
        @Nullable String account,
        @Nullable String token,
        @Nullable Boolean instalments) implements OptionalBody {
    static final AcceptanceBody ALL = new AcceptanceBody(null, null, null, null);

    boolean byInstalments() {
        return Boolean.TRUE.equals(instalments);
    }
}
