package org.tallystick.account;

/** What a caller may see of an account. */
public sealed interface VisibleAccount permits AccountView, BalanceView {}
