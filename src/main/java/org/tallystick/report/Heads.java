package org.tallystick.report;

import java.util.ArrayList;
import java.util.List;

/** What stands above reports. */
final class Heads {
    private Heads() {}

    /** @param more lines below those that say when it is of */
    static TableHead of(Report report, ReportRequest request, BooksAtOnce books, List<String> more) {
        List<String> lines = new ArrayList<>();
        lines.add(when(report, request) + ", in the time zone "
                + request.community().timeZone());
        lines.add("Amounts in " + request.currency().name() + " ("
                + request.currency().code().value() + ")");
        lines.addAll(more);
        return new TableHead(
                report.code(),
                request.community().name(),
                request.community().settings().letterhead(),
                report.title(),
                lines,
                report.columns(),
                request.currency(),
                request.community().timeZone(),
                books.readAt());
    }

    private static String when(Report report, ReportRequest request) {
        if (report.takes().isEmpty()) {
            return "As it stands now";
        }
        String end = request.asOf().map(instant -> "as it stood at " + instant).orElse("to the end of " + request.to());
        String since = request.from().map(from -> "From " + from + " ").orElse("From the beginning ");
        return report.takes().contains(Parameter.FROM)
                ? since + end
                : request.asOf().isPresent()
                        ? "As it stood at " + request.asOf().get()
                        : "At the end of " + request.to();
    }
}
