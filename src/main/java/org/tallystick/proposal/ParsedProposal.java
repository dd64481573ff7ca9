package org.tallystick.proposal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.tallystick.account.AccountAddress;
import org.tallystick.ledger.Amount;
import org.tallystick.ledger.Currency;
import org.tallystick.posting.KeyClaim.Fingerprint;

/**
 * A request for a proposal whose every field has been read.
 *
 * @param schedule by which it may be accepted; none: all at once
 * @param expiresAt empty: the usual time from now
 */
record ParsedProposal(
        ProposalKind kind,
        List<Named> parties,
        Currency currency,
        Amount amount,
        Wording wording,
        Optional<Instant> expiresAt,
        boolean hold,
        List<Instalment> schedule) {

    /**
     * A party as it was named.
     *
     * @param address empty: whoever holds the link
     */
    record Named(Side side, Optional<AccountAddress> address, Amount share) {
        private String canonical() {
            return Fingerprint.joined(List.of(
                    side.text(), address.map(AccountAddress::name).orElse(""), Long.toString(share.minorUnits())));
        }
    }

    boolean isOpen() {
        return parties.stream().anyMatch(party -> party.address().isEmpty());
    }

    /** Two requests that say the same have the same parts. */
    List<String> canonicalParts() {
        List<String> parts = new ArrayList<>(List.of(
                "proposal",
                kind.text(),
                Fingerprint.joined(parties.stream().map(Named::canonical).toList()),
                currency.code().value(),
                Long.toString(amount.minorUnits()),
                wording.description(),
                wording.note().orElse(""),
                wording.category().orElse(""),
                Fingerprint.joined(wording.lines().stream()
                        .map(line -> Fingerprint.joined(List.of(
                                line.description(),
                                line.quantity().stripTrailingZeros().toPlainString(),
                                line.unitPrice().stripTrailingZeros().toPlainString())))
                        .toList()),
                wording.dueDate().map(LocalDate::toString).orElse(""),
                expiresAt.map(Instant::toString).orElse(""),
                Boolean.toString(hold),
                Fingerprint.joined(schedule.stream()
                        .map(one -> Fingerprint.joined(List.of(
                                one.dueDate().toString(),
                                Long.toString(one.amount().minorUnits()))))
                        .toList())));
        new TreeMap<>(wording.metadata()).forEach((name, value) -> {
            parts.add(name);
            parts.add(value);
        });
        return parts;
    }
}
