package org.tallystick.bench;

import java.util.Locale;

/** What is measured at each size of the books, in the order of the table. */
enum Figure {
    ACCOUNTS("accounts", "%,.0f"),
    ENTRIES("entries after the load", "%,.0f"),
    ENTRIES_OF_BUSY("entries of the busy account", "%,.0f"),
    DATABASE("database on disk after the load, MB", "%,.0f"),
    FIRST_REQUEST("statement of the busy account, the first request after the load, ms", "%,.1f"),
    FIRST_PAGE("its first page, one client, p50 ms", "%,.2f"),
    MIDDLE_PAGE("its middle page, one client, p50 ms", "%,.2f"),
    STATEMENTS("statement pages of random accounts, 64 connections, a second", "%,.0f"),
    BALANCES("balance reads, 64 connections, a second", "%,.0f"),
    BALANCE("balance read, one client, p50 ms", "%,.2f"),
    VERIFICATION("verification, s", "%,.2f"),
    VERIFIED("entries verified a second", "%,.0f"),
    VERIFICATION_HEAP("live heap more during a verification, MB", "%,.1f"),
    TRADE("trade, one client, p50 ms", "%,.2f"),
    ENTRIES_BEFORE_TRADES("entries before the trades of 256 connections", "%,.0f"),
    TRADES("trades, 256 connections, a second", "%,.0f"),
    TRADE_SERVICE("CPU of the service for each of them, µs", "%,.0f"),
    TRADE_POSTGRES("CPU of PostgreSQL for each of them, µs", "%,.0f"),
    ENTRIES_AT_END("entries after them", "%,.0f"),
    RESIDENT("resident memory of the service at the end, MB", "%,.0f");

    private final String label;
    private final String format;

    Figure(String label, String format) {
        this.label = label;
        this.format = format;
    }

    String label() {
        return label;
    }

    String text(double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
