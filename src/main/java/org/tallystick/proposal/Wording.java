package org.tallystick.proposal;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a proposal says, and no rule of money reads.
 *
 * @param category the code of one of the community's categories, for the trade
 * @param dueDate when whoever asks would like to be paid
 */
record Wording(
        String description,
        Optional<String> note,
        Optional<String> category,
        List<ProposalLine> lines,
        Map<String, String> metadata,
        Optional<LocalDate> dueDate) {
    Wording {
        lines = List.copyOf(lines);
        metadata = Map.copyOf(new TreeMap<>(metadata));
    }
}
