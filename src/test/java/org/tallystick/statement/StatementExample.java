package org.tallystick.statement;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.tallystick.account.AccountRef;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.Amount;
import org.tallystick.ledger.CommunityId;
import org.tallystick.ledger.Currency;
import org.tallystick.ledger.CurrencyCode;
import org.tallystick.security.MemberId;

/** A month of one member, with everything that an entry may say: the same in every format, on every day. */
public final class StatementExample {
    private static final ZoneId ZONE = ZoneId.of("Europe/Lisbon");
    private static final Currency CURRENCY = new Currency(new CurrencyCode("LEAF"), "Leaf", "LF", 2);
    private static final Amount OPENING = amount("37.50");
    private static final long FIRST = 12;

    private final List<StatementEntry> entries = new ArrayList<>();
    private Amount balance = OPENING;

    private StatementExample() {
        add("03T17:20:00", "bread", "bob", "Bob Sørensen", "Bread, two loaves; \"dark\"", "-12.50", What.PLAIN);
        add("03T17:20:00", "bread", "fund", "fund", "Bread, two loaves; \"dark\"", "-0.25", What.LEVY);
        add("09T23:59:59", "words", "yamada", "山田 太郎", "Übersetzung, δύο σελίδες, два часа", "40.00", What.MEDIATED);
        add("10T09:00:00", "stale", "bob", "Bob Sørensen", "One loaf was stale", "2.50", What.REVERSAL);
        add("21T11:05:00", "plant", "layla", "ليلى حداد", "+1 tomato plant", "8.00", What.PLAIN);
        add("28T18:00:00", "meal", "kitchen", "Κουζίνα", "=SUM(A1:A9), a shared meal", "-5.00", What.AMONG_MORE);
    }

    private enum What {
        PLAIN,
        LEVY,
        MEDIATED,
        REVERSAL,
        AMONG_MORE
    }

    private void add(
            String at, String trade, String handle, String name, String description, String amount, What what) {
        Instant bookedAt = Instant.parse("2026-11-" + at + "Z");
        LocalDate day = LocalDate.ofInstant(bookedAt, ZONE);
        balance = balance.plus(amount(amount));
        entries.add(new StatementEntry(
                FIRST + entries.size(),
                bookedAt,
                day,
                what == What.MEDIATED ? day.minusDays(2) : day,
                id(trade),
                account(handle),
                name,
                description,
                amount(amount),
                balance,
                what == What.REVERSAL ? Optional.of(id("bread")) : Optional.empty(),
                what == What.MEDIATED,
                trade.equals("bread") ? Optional.of("food") : Optional.empty(),
                what == What.LEVY,
                what == What.AMONG_MORE ? 3 : 0));
    }

    public static List<StatementEntry> entries() {
        return List.copyOf(new StatementExample().entries);
    }

    public static StatementHead head() {
        StatementExample example = new StatementExample();
        return new StatementHead(
                account("alice"),
                new StatementNames("maple-lets", "Maple LETS", "Alice Ångström", CURRENCY.name(), CURRENCY.symbol()),
                ZONE,
                Optional.of(LocalDate.of(2026, 11, 1)),
                LocalDate.of(2026, 11, 30),
                Optional.empty(),
                Instant.parse("2026-12-01T08:30:00Z"),
                OPENING,
                example.balance,
                amount("50.50"),
                amount("17.75"),
                FIRST,
                FIRST + example.entries.size());
    }

    /** The whole of it in a format. */
    public static byte[] in(StatementFormat format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StatementWriter writer = format.writer(StatementOptions.NONE, out);
        writer.begin(head());
        for (StatementEntry entry : entries()) {
            writer.entry(entry);
        }
        writer.end(Optional.empty());
        return out.toByteArray();
    }

    private static Amount amount(String text) {
        return Amount.parse(text, CURRENCY.scale());
    }

    private static AccountRef account(String handle) {
        boolean own = handle.equals("fund");
        return new AccountRef(
                new AccountId(id("account " + handle)),
                new CommunityId(id("maple-lets")),
                handle,
                CURRENCY,
                own ? "fund" : "member",
                own ? Optional.empty() : Optional.of(new MemberId(id("member " + handle))));
    }

    private static UUID id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }
}
