package org.tallystick.ledger;

/** What one spender spends from one account: each such pair has a limit, and a sum of the day, of its own. */
public record Spending(AccountId account, SpenderId spender) {}
