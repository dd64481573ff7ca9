package org.tallystick.approval;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tallystick.change.Reason;
import org.tallystick.problem.ProblemException;
import org.tallystick.security.Access;
import org.tallystick.security.Permission;

/** A kind of act that may wait for a second administrator. One bean for each kind. */
public interface Approvable {
    /** As the API names it: {@code limits}. */
    String kind();

    /** Whether it may be done in a community that is being wound up too. */
    default boolean whenClosed() {
        return false;
    }

    /** What whoever asks for it needs. */
    Permission permission();

    /** All that whoever asked for this very act still needs when a second approves it. */
    default Set<Permission> permissions(Approved approved) {
        return Set.of(permission());
    }

    /**
     * Asked before the approval is decided, and leaves it as it stands where it refuses: whoever may not do it themselves does not approve
     * it either, and another may.
     *
     * @param by who would approve it
     * @throws ProblemException {@code forbidden}
     */
    default void requireMayApprove(Access by, Approved approved) {}

    /**
     * Does what was approved; once, however often it is called for the same approval.
     *
     * @param by the second administrator, under whose access it is done
     * @return what came of it, in words: at most 1,000 characters
     * @throws ProblemException where the rules refuse it, or the approver may not do it
     */
    String perform(Access by, Approved approved);

    /**
     * What was approved.
     *
     * @param id of the approval: a good idempotency key
     * @param askedBy the first administrator
     * @param act what {@link AskApproval#ask} was given
     */
    record Approved(UUID id, UUID askedBy, Map<String, @Nullable Object> act, Reason reason) {
        /** @throws IllegalStateException if the act lacks it */
        public String text(String name) {
            if (act.get(name) instanceof String text) {
                return text;
            }
            throw new IllegalStateException("approval " + id + " has no " + name);
        }
    }
}
