package org.tallystick.finding;

import java.util.List;
import java.util.Optional;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.Amount;

/**
 * What somebody remembers of a trade; all of it must be so.
 *
 * @param words each a part of the description, of a value of the metadata, or of the name or handle of somebody on the other side;
 *     capitals and accents do not count
 * @param partner who is on the other side
 * @param least what it moved on the account, whichever way
 * @param most likewise
 * @param category its code
 */
public record Wanted(
        List<String> words,
        Optional<AccountId> partner,
        Optional<Amount> least,
        Optional<Amount> most,
        Optional<String> category) {
    public Wanted {
        words = List.copyOf(words);
    }

    Wanted in(List<String> otherWords) {
        return new Wanted(otherWords, partner, least, most, category);
    }

    long leastUnits() {
        return least.map(Amount::minorUnits).orElse(0L);
    }

    long mostUnits() {
        return most.map(Amount::minorUnits).orElse(Long.MAX_VALUE - 1);
    }

    boolean hasAmount() {
        return least.isPresent() || most.isPresent();
    }
}
