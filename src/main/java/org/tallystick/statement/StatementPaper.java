package org.tallystick.statement;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A statement, or a volume of one, as it is printed: all of it text. */
record StatementPaper(
        String title,
        String subject,
        List<String> identity,
        List<String> letterhead,
        String volume,
        List<Fact> facts,
        List<Fact> sums,
        PaperChart chart,
        String openingDate,
        String openingLabel,
        String opening,
        List<PaperLine> lines,
        String closingDate,
        String closingLabel,
        String closing) {
    private static final DateTimeFormatter INSTANT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xxx", Locale.ROOT);

    /** Something with a name. */
    record Fact(String label, String text) {}

    static StatementPaper of(StatementHead head, List<String> letterhead, Volume volume, PaperChart chart) {
        StatementNames names = head.names();
        String period = period(head);
        return new StatementPaper(
                "Statement of " + head.account().address() + ", " + period,
                "Statement of the account " + head.account().address() + " at " + names.community() + ", " + period,
                List.of(names.community(), names.holder(), head.account().address(), period),
                letterhead.isEmpty() ? List.of(names.community()) : letterhead,
                volume.title(),
                facts(head, period),
                List.of(
                        new Fact("Opening balance", head.format(head.openingBalance())),
                        new Fact("In", head.format(head.totalIn())),
                        new Fact("Out", head.format(head.totalOut())),
                        new Fact("Closing balance", head.format(head.closingBalance()))),
                chart,
                head.from().filter(date -> volume.first()).map(Object::toString).orElse(""),
                volume.openingLabel(),
                head.format(volume.opening()),
                volume.lines(),
                volume.last() ? head.to().toString() : "",
                volume.closingLabel(),
                head.format(volume.closing()));
    }

    private static List<Fact> facts(StatementHead head, String period) {
        StatementNames names = head.names();
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Holder", names.holder()));
        facts.add(new Fact("Account", head.account().address()));
        facts.add(new Fact(
                "Currency", names.currency() + " (" + head.account().currency().code().value() + ")"));
        facts.add(new Fact("Period", period));
        facts.add(new Fact("Time zone", head.zone().getId()));
        head.asOf().ifPresent(instant -> facts.add(new Fact("As of", instant(instant, head.zone()))));
        facts.add(new Fact("Entries", Long.toString(head.entries())));
        facts.add(new Fact("Made", instant(head.writtenAt(), head.zone())));
        return facts;
    }

    private static String period(StatementHead head) {
        return head.from().map(from -> from + " to ").orElse("from the first entry to ") + head.to();
    }

    private static String instant(Instant instant, ZoneId zone) {
        return INSTANT.withZone(zone).format(instant);
    }
}
