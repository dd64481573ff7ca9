package org.tallystick.platform;

/** Words for a shell command that others put together: what {@code pg_ctl} and PostgreSQL hand to {@code sh}. */
final class ShellWords {
    private ShellWords() {}

    /** One word, whatever is in it. */
    static String quote(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
