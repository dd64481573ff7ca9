package org.tallystick.member;

import java.util.Locale;
import org.tallystick.ledger.AccountStatus;

/** How a member stands; the member's accounts follow. */
public enum MemberStatus {
    ACTIVE(AccountStatus.ACTIVE),
    FROZEN(AccountStatus.FROZEN),
    /** Trades only toward zero. */
    LEAVING(AccountStatus.LEAVING),
    /** For ever: the accounts are closed at zero. */
    LEFT(AccountStatus.CLOSED);

    private final AccountStatus ofAccounts;

    MemberStatus(AccountStatus ofAccounts) {
        this.ofAccounts = ofAccounts;
    }

    /** @throws IllegalArgumentException whose message completes a sentence that begins with the field's name */
    public static MemberStatus read(String text) {
        for (MemberStatus status : values()) {
            if (status.text().equals(text)) {
                return status;
            }
        }
        throw new IllegalArgumentException("must be \"active\", \"frozen\", \"leaving\" or \"left\"");
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    AccountStatus ofAccounts() {
        return ofAccounts;
    }
}
