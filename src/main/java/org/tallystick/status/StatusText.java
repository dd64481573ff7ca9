package org.tallystick.status;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How it stands, for a terminal. */
final class StatusText {
    private static final int WIDTH = 100;
    /** A state in its brackets, and a space. */
    private static final int INDENT = 12;

    private final List<String> lines = new ArrayList<>();

    private StatusText() {}

    static String of(Status status) {
        StatusText text = new StatusText();
        text.lines.add(status.headline());
        text.lines.add(status.about());
        text.lines.add("");
        status.lines().forEach(text::add);
        return String.join("\n", text.lines) + "\n";
    }

    private void add(StatusLine line) {
        String state = "[" + line.state().word().toLowerCase(Locale.ROOT) + "]";
        wrap(state, line.subject().title() + ": " + line.sentence());
        line.details().forEach(detail -> wrap("", "- " + detail));
        if (!line.advice().isEmpty()) {
            wrap("", "=> " + line.advice());
        }
    }

    /** A word that is longer than a line is not broken. */
    private void wrap(String margin, String text) {
        StringBuilder line = new StringBuilder(pad(margin));
        for (String word : text.split(" ", -1)) {
            boolean first = line.length() == INDENT;
            if (!first && line.length() + 1 + word.length() > WIDTH) {
                lines.add(line.toString());
                line = new StringBuilder(pad("")).append("  ");
                first = true;
            }
            line.append(first ? "" : " ").append(word);
        }
        lines.add(line.toString());
    }

    private static String pad(String margin) {
        return margin + " ".repeat(Math.max(1, INDENT - margin.length()));
    }
}
