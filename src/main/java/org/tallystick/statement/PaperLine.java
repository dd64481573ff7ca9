package org.tallystick.statement;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.tallystick.pdf.Directed;

/** One entry as it stands on paper; what is empty is not shown. */
record PaperLine(
        String number,
        String date,
        String time,
        String valueDate,
        Directed name,
        String address,
        String others,
        Directed description,
        String marks,
        String amount,
        String balance) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    static PaperLine of(StatementEntry entry, StatementHead head) {
        ZoneId zone = head.zone();
        return new PaperLine(
                Long.toString(entry.entryNo()),
                entry.bookingDate().toString(),
                TIME.withZone(zone).format(entry.bookedAt()),
                entry.valueDate().equals(entry.bookingDate())
                        ? ""
                        : entry.valueDate().toString(),
                Directed.of(entry.counterpartyName()),
                entry.counterparty().address(),
                entry.others() == 0 ? "" : "and " + entry.others() + (entry.others() == 1 ? " other" : " others"),
                Directed.of(entry.description()),
                String.join(" · ", marks(entry)),
                head.format(entry.amount()),
                head.format(entry.balanceAfter()));
    }

    private static List<String> marks(StatementEntry entry) {
        List<String> marks = new ArrayList<>();
        entry.category().ifPresent(code -> marks.add("category " + code));
        if (entry.levy()) {
            marks.add("levy");
        }
        entry.reverses().ifPresent(trade -> marks.add("reversal of trade " + trade));
        if (entry.mediated()) {
            marks.add("recorded by an office for the payer");
        }
        return marks;
    }
}
