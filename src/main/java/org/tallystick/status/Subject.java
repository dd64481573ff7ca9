package org.tallystick.status;

import java.util.Locale;

/** What is looked at, what matters most first. */
enum Subject {
    DATABASE("Database"),
    BOOKS("Books"),
    BACKUPS("Backups"),
    DISK("Room on disk"),
    TRADES("Trades that wait"),
    LETTERS("Letters"),
    EXPORTS("Exports"),
    DUE("What is due"),
    IMPOSSIBLE("The impossible");

    private final String title;

    Subject(String title) {
        this.title = title;
    }

    /** For a person. */
    public String title() {
        return title;
    }

    /** For a program. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
