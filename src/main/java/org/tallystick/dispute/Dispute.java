package org.tallystick.dispute;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.tallystick.security.Access;
import org.tallystick.security.MemberId;
import org.tallystick.security.Permission;

/**
 * A flagged trade.
 *
 * @param flaggedFor the party for which it was flagged; {@code member} is its handle
 * @param parties every member with an account in the trade; {@code handles} are theirs, in the order of the alphabet
 * @param openedBy the user or the client; {@code opener} is its name
 * @param resolution empty while it is open, and for one that was withdrawn
 */
record Dispute(
        UUID id,
        UUID trade,
        MemberId flaggedFor,
        String member,
        Set<MemberId> parties,
        List<String> handles,
        DisputeState state,
        String reason,
        UUID openedBy,
        String opener,
        Instant openedAt,
        Optional<String> resolution,
        Optional<String> decidedBy,
        Optional<Instant> decidedAt,
        Optional<UUID> reversal) {

    /** By an office, as a party's own, or as the program that flagged it. */
    boolean isSeenBy(Access access) {
        return access.everywhere(Permission.SEE_DISPUTES)
                || parties.stream().anyMatch(party -> access.may(Permission.SEE_DISPUTES, party))
                || (openedBy.equals(access.caller().id()) && access.mayForOwnRecords(Permission.SEE_DISPUTES));
    }
}
