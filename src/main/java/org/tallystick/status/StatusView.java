package org.tallystick.status;

import java.time.Instant;
import java.util.List;

/** How it stands, for programs. */
record StatusView(String state, String headline, String version, Instant startedAt, Instant askedAt, List<Line> lines) {
    StatusView {
        lines = List.copyOf(lines);
    }

    /** @param advice empty where there is nothing to do */
    record Line(String subject, String state, String sentence, List<String> details, String advice) {
        static Line of(StatusLine line) {
            return new Line(line.subject().code(), line.state().code(), line.sentence(), line.details(), line.advice());
        }
    }

    static StatusView of(Status status) {
        return new StatusView(
                status.state().code(),
                status.headline(),
                status.version(),
                status.startedAt(),
                status.askedAt(),
                status.lines().stream().map(Line::of).toList());
    }
}
