package org.tallystick.change;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tallystick.platform.Ids;

/**
 * One change that is kept for ever.
 *
 * @param id a UUIDv7, so that the order of ids is the order in time
 * @param subjectId what was changed, in the form that its history is asked for
 * @param changedBy the user or client
 * @param before empty when it was made; the values are what the API shows
 * @param after empty when it was ended
 * @param member whom it concerns; empty: nobody, or whom the subject tells
 */
public record Change(
        UUID id,
        Subject subject,
        String subjectId,
        Actor changedBy,
        Reason reason,
        Optional<Map<String, @Nullable Object>> before,
        Optional<Map<String, @Nullable Object>> after,
        Optional<UUID> member) {

    /** What can be changed. */
    public enum Subject {
        COMMUNITY,
        CURRENCY,
        MEMBER,
        LIMITS,
        ROLE,
        MEMBERSHIP,
        CLIENT,
        SESSION,
        USER,
        GROUP,
        CONSENT,
        KEY,
        APPROVAL,
        FOUR_EYES,
        POLICY,
        APPLICATION,
        PAYMENT_LINK,
        DISPUTE,
        LEVY,
        PROPOSAL,
        ACCEPTANCE_RULE,
        EXPORT;

        /** As it is stored and shown: {@code four-eyes}. */
        public String column() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Something new. */
    public static Change made(
            Subject subject, String subjectId, Actor changedBy, Reason reason, Map<String, @Nullable Object> after) {
        return new Change(
                Ids.next(),
                subject,
                subjectId,
                changedBy,
                reason,
                Optional.empty(),
                Optional.of(after),
                Optional.empty());
    }

    /** Something that was otherwise before. */
    public static Change of(
            Subject subject,
            String subjectId,
            Actor changedBy,
            Reason reason,
            Map<String, @Nullable Object> before,
            Map<String, @Nullable Object> after) {
        return new Change(
                Ids.next(),
                subject,
                subjectId,
                changedBy,
                reason,
                Optional.of(before),
                Optional.of(after),
                Optional.empty());
    }

    public Change withId(UUID newId) {
        return new Change(newId, subject, subjectId, changedBy, reason, before, after, member);
    }

    /** The same, about a member whom the subject does not tell. */
    public Change concerning(UUID someone) {
        return new Change(id, subject, subjectId, changedBy, reason, before, after, Optional.of(someone));
    }
}
