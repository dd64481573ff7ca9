package org.tallystick.bankfile;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;
import org.tallystick.account.AccountRef;
import org.tallystick.ledger.Currency;

/** Ours for theirs: what names a thing in few characters. */
final class BankIds {
    /** ISO 4217 has it for transactions without a currency. */
    static final String NO_CURRENCY = "XXX";

    private BankIds() {}

    /** The code where it has the form of ISO 4217's, three letters; else that of no currency. */
    static String currency(Currency currency) {
        String code = currency.code().value();
        return code.matches("[A-Z]{3}") ? code : NO_CURRENCY;
    }

    /** The address where it is short enough, else the account's id in 22 letters, digits, hyphens and underscores. */
    static String account(AccountRef account, int longest) {
        return account.address().length() <= longest
                ? account.address()
                : short22(account.id().value());
    }

    /** The address where it is short enough, else the account's id in 32 hexadecimal digits. */
    static String accountInHex(AccountRef account, int longest) {
        return account.address().length() <= longest
                ? account.address()
                : hex(account.id().value());
    }

    /** 32 hexadecimal digits. */
    static String hex(UUID id) {
        return id.toString().replace("-", "");
    }

    /**
     * What names one entry and no other: its trade may be on the statement twice, as a payment and as its levy. At most 35 characters
     * up to the million millionth entry of an account.
     */
    static String entry(UUID trade, long entryNo) {
        return short22(trade) + "-" + entryNo;
    }

    private static String short22(UUID id) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * Long.BYTES);
        bytes.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }
}
