package org.tallystick.statement;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.tallystick.pdf.Directed;

/** A statement, or a volume of one, as it is printed: all of it text. */
record StatementPaper(
        String title,
        String subject,
        List<Directed> identity,
        List<Directed> letterhead,
        String volume,
        List<Fact> facts,
        List<Sum> sums,
        PaperChart chart,
        String openingDate,
        String openingLabel,
        String opening,
        List<PaperLine> lines,
        String closingDate,
        String closingLabel,
        String closing,
        String moneyWidth) {
    private static final DateTimeFormatter INSTANT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xxx", Locale.ROOT);

    private static final double DIGIT_MM = 1.62;
    private static final double CELL_PADDING_MM = 4;
    private static final double LEAST_MONEY_MM = 24;

    /** Something with a name. */
    record Fact(String label, Directed text) {
        static Fact of(String label, String text) {
            return new Fact(label, Directed.of(text));
        }
    }

    record Sum(String label, String amount) {}

    static StatementPaper of(StatementHead head, List<String> letterhead, Volume volume, PaperChart chart) {
        StatementNames names = head.names();
        String period = period(head);
        return new StatementPaper(
                "Statement of " + head.account().address() + ", " + period,
                "Statement of the account " + head.account().address() + " at " + names.community() + ", " + period,
                directed(List.of(
                        names.community(), names.holder(), head.account().address(), period)),
                directed(letterhead.isEmpty() ? List.of(names.community()) : letterhead),
                volume.title(),
                facts(head, period),
                List.of(
                        new Sum("Opening balance", head.format(head.openingBalance())),
                        new Sum("In", head.format(head.totalIn())),
                        new Sum("Out", head.format(head.totalOut())),
                        new Sum("Closing balance", head.format(head.closingBalance()))),
                chart,
                head.from().filter(date -> volume.first()).map(Object::toString).orElse(""),
                volume.openingLabel(),
                head.format(volume.opening()),
                volume.lines(),
                volume.last() ? head.to().toString() : "",
                volume.closingLabel(),
                head.format(volume.closing()),
                moneyWidth(head, volume));
    }

    private static List<Directed> directed(List<String> texts) {
        return texts.stream().map(Directed::of).toList();
    }

    /** All digits have one width, and none is ever cut. */
    private static String moneyWidth(StatementHead head, Volume volume) {
        int longest = Math.max(
                head.format(volume.opening()).length(),
                head.format(volume.closing()).length());
        for (PaperLine line : volume.lines()) {
            longest = Math.max(
                    longest, Math.max(line.amount().length(), line.balance().length()));
        }
        return String.format(Locale.ROOT, "%.1fmm", Math.max(LEAST_MONEY_MM, CELL_PADDING_MM + longest * DIGIT_MM));
    }

    private static List<Fact> facts(StatementHead head, String period) {
        StatementNames names = head.names();
        List<Fact> facts = new ArrayList<>();
        facts.add(Fact.of("Holder", names.holder()));
        facts.add(Fact.of("Account", head.account().address()));
        facts.add(Fact.of(
                "Currency",
                names.currency() + " (" + head.account().currency().code().value() + ")"));
        facts.add(Fact.of("Period", period));
        facts.add(Fact.of("Time zone", head.zone().getId()));
        head.asOf().ifPresent(instant -> facts.add(Fact.of("As of", instant(instant, head.zone()))));
        facts.add(Fact.of("Entries", Long.toString(head.entries())));
        facts.add(Fact.of("Made", instant(head.writtenAt(), head.zone())));
        return facts;
    }

    private static String period(StatementHead head) {
        return head.from().map(from -> from + " to ").orElse("from the first entry to ") + head.to();
    }

    private static String instant(Instant instant, ZoneId zone) {
        return INSTANT.withZone(zone).format(instant);
    }
}
