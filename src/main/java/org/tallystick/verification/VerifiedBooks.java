package org.tallystick.verification;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is known of the books of all communities.
 *
 * @param verified how many of the communities were ever verified
 * @param communitiesWrong those whose books were not right when they were last looked at
 * @param violations of all of them together
 * @param wrong the first of them
 * @param verifiedSince since when all have been verified; those that never were count from when they were made. Nothing where there
 *     are no communities
 * @param longestAgoBy who asked for the verification that is the longest ago
 * @param failedAt when this instance last tried and could not
 * @param every how often this instance does it by itself; nothing at all if zero
 */
public record VerifiedBooks(
        long communities,
        long verified,
        long communitiesWrong,
        long violations,
        List<Wrong> wrong,
        Optional<Instant> verifiedSince,
        Optional<AskedBy> longestAgoBy,
        Optional<Instant> failedAt,
        Duration every) {
    public VerifiedBooks {
        wrong = List.copyOf(wrong);
    }

    /**
     * A community whose books are not right.
     *
     * @param named the first violations: the rule, and the id of what breaks it
     */
    public record Wrong(String community, Instant verifiedAt, AskedBy by, long violations, List<String> named) {
        public Wrong {
            named = List.copyOf(named);
        }
    }
}
