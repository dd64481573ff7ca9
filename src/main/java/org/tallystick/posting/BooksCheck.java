package org.tallystick.posting;

import java.util.Optional;

/**
 * A rule that the books of a community keep, as a query for those who break it: {@code subject} and {@code detail}, nothing
 * where the rule is kept. Every question mark is the community. Sums are {@code numeric}, and single amounts are widened
 * before they are added, so that nothing overflows however wrong a number is.
 *
 * @param isKept a cheaper query that is true only where nobody breaks the rule; empty where there is none
 */
record BooksCheck(String invariant, String violations, Optional<String> isKept) {

    BooksCheck(String invariant, String violations) {
        this(invariant, violations, Optional.empty());
    }
}
