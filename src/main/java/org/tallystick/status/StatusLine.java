package org.tallystick.status;

import java.util.List;

/**
 * How it stands with one thing.
 *
 * @param sentence what was found
 * @param details what is named of it; a few, or none
 * @param advice what to do about it; empty where there is nothing to do, which only of what is good can be said
 */
record StatusLine(Subject subject, State state, String sentence, List<String> details, String advice) {
    StatusLine {
        details = List.copyOf(details);
        if (sentence.isBlank() || (advice.isBlank() && state != State.GOOD)) {
            throw new IllegalArgumentException(subject + " is " + state + " without a word about it");
        }
    }

    static StatusLine good(Subject subject, String sentence) {
        return new StatusLine(subject, State.GOOD, sentence, List.of(), "");
    }

    static StatusLine attention(Subject subject, String sentence, String advice) {
        return new StatusLine(subject, State.ATTENTION, sentence, List.of(), advice);
    }

    static StatusLine bad(Subject subject, String sentence, String advice) {
        return new StatusLine(subject, State.BAD, sentence, List.of(), advice);
    }

    StatusLine advising(String otherwise) {
        return new StatusLine(subject, state, sentence, details, otherwise);
    }

    StatusLine naming(List<String> named) {
        return new StatusLine(subject, state, sentence, named, advice);
    }
}
