package org.tallystick.export;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.tallystick.account.AccountAddress;
import org.tallystick.community.Community;
import org.tallystick.ledger.Currency;
import org.tallystick.platform.Sql;

/** How much there is in the books of one currency, and which accounts. Waits for the database. */
@ApplicationScoped
class BookSizes {
    static final int AT_ONCE = 500;

    private static final String ACCOUNTS = """
            SELECT m.handle, a.kind, a.partner
              FROM account a LEFT JOIN member m ON m.community_id = a.community_id AND m.member_id = a.member_id
             WHERE a.community_id = ? AND a.currency_code = ?""";

    private final Sql sql;

    BookSizes(Sql sql) {
        this.sql = sql;
    }

    long trades(Community community, Currency currency) {
        return count("SELECT count(*) FROM trade WHERE community_id = ? AND currency_code = ?", community, currency);
    }

    long accounts(Community community, Currency currency) {
        return count("SELECT count(*) FROM account WHERE community_id = ? AND currency_code = ?", community, currency);
    }

    private long count(String query, Community community, Currency currency) {
        return sql.one(
                        query,
                        row -> row.getLong(1),
                        community.id().value(),
                        currency.code().value())
                .orElseThrow();
    }

    /** The addresses of the accounts of the community's own, in their order. */
    List<String> communityAddresses(Community community, Currency currency) {
        return sql
                .list(
                        ACCOUNTS + " AND a.member_id IS NULL",
                        row -> AccountAddress.canonical(
                                null,
                                row.getString(2),
                                row.getString(3),
                                isUsual(community, currency),
                                currency.code().value()),
                        community.id().value(),
                        currency.code().value())
                .stream()
                .sorted()
                .toList();
    }

    /** The handles of members with an account, in their order behind this one. */
    List<String> handles(Community community, Currency currency, String after) {
        return sql.list(
                ACCOUNTS + " AND m.handle COLLATE \"C\" > ? ORDER BY m.handle COLLATE \"C\" LIMIT ?",
                row -> row.getString(1),
                community.id().value(),
                currency.code().value(),
                after,
                AT_ONCE);
    }

    String address(Community community, Currency currency, String handle) {
        return AccountAddress.canonical(
                handle,
                "member",
                null,
                isUsual(community, currency),
                currency.code().value());
    }

    private static boolean isUsual(Community community, Currency currency) {
        return community.defaultCurrency().currency().code().equals(currency.code());
    }
}
