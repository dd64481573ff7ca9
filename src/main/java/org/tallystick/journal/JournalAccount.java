package org.tallystick.journal;

import java.util.List;
import java.util.stream.Stream;
import org.tallystick.account.AccountAddress;
import org.tallystick.account.AccountRef;
import org.tallystick.ledger.CurrencyCode;

/**
 * The name of an account in a journal: what kind it is, and what it is called. What people hold is an asset of theirs, with the
 * sign that it has in the books, so that all of a community's add up to zero.
 *
 * @param parts the first is one of {@code Assets}, {@code Equity}, {@code Income} and {@code Expenses}; the others are of lower-case
 *     letters, digits and hyphens, the code of a currency, or our own words
 */
record JournalAccount(List<String> parts) {
    private static final String ASSETS = "Assets";

    JournalAccount {
        parts = List.copyOf(parts);
    }

    static JournalAccount of(String... parts) {
        return new JournalAccount(List.of(parts));
    }

    /** In the books of the community. */
    static JournalAccount inBooks(AccountRef account) {
        return account.memberHandle()
                .map(handle -> of(ASSETS, "Members", handle))
                .orElseGet(() -> new JournalAccount(Stream.concat(Stream.of(ASSETS, "Community"), name(account))
                        .toList()));
    }

    /** In the books of whoever holds it, who may have accounts elsewhere and in other currencies too. */
    static JournalAccount held(AccountRef account, String slug) {
        return new JournalAccount(
                Stream.concat(Stream.of(ASSETS, slug), name(account)).toList());
    }

    private static Stream<String> name(AccountRef account) {
        AccountAddress address = AccountAddress.parse(account.address());
        return Stream.of(
                        Stream.of(address.name()),
                        address.partner().stream(),
                        address.currency().map(CurrencyCode::value).stream())
                .flatMap(parts -> parts);
    }
}
