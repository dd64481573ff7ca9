package org.tallystick.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
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
import org.tallystick.statement.StatementEntry;
import org.tallystick.statement.StatementFormat;
import org.tallystick.statement.StatementHead;
import org.tallystick.statement.StatementNames;
import org.tallystick.statement.StatementOptions;
import org.tallystick.statement.StatementWriter;

/** A statement of everything that can stand on one, with texts that mean something in one format or another. */
public record SampleStatement(StatementHead head, List<StatementEntry> entries) {
    public static final ZoneId ZONE = ZoneId.of("Europe/Lisbon");
    private static final LocalDate FROM = LocalDate.of(2026, 1, 1);
    private static final LocalDate TO = LocalDate.of(2026, 3, 31);
    private static final CommunityId COMMUNITY =
            new CommunityId(UUID.fromString("01926b3e-7a00-7000-8000-000000000001"));

    public static final List<String> HOSTILE = List.of(
            "",
            "eggs",
            "\"quoted\" 'text' \\ back\\\"slash",
            "two\nlines\r\nand\ta tab",
            "  ; a comment  ; date:2020-01-01, type:R",
            "[2020-01-01] [=2020-01-02] amount:: 1000 EUR",
            "payee | note | (code) * ! = 5.00 CRED",
            "; Equity:Fake  100.00 CRED",
            "=1+1 @ 5 {10 EUR} ((2 * 3))",
            ":86:?20fake?00 :62F:C260101EUR1,",
            "-\r\n-}{5:}",
            "/EREF/fake /REMI/other",
            "<script>alert(1)</script> & ]]> <!-- &lt;",
            "שלום עולם \u202eevil\u202c مرحبا",
            "🥑 avocado 𝔘 日本語 Ελληνικά Кириллица naïve Søren Łódź ß",
            "x".repeat(500),
            "— – “ ” … € £ ¥ № ½ ²",
            "123?20abc",
            "end\\",
            "%{ ~ } #tag ^link * heading");

    public static SampleStatement hostile(String code, int scale) {
        return of(code, scale, Optional.of(FROM), Amount.ofMinorUnits(-12_345), HOSTILE);
    }

    /** Nothing at all happened. */
    public static SampleStatement empty(String code, int scale) {
        return of(code, scale, Optional.empty(), Amount.ZERO, List.of());
    }

    public static SampleStatement of(
            String code, int scale, Optional<LocalDate> from, Amount opening, List<String> descriptions) {
        Currency currency = new Currency(new CurrencyCode(code), "Maple \"leaf\"; credit: 🍁", "β", scale);
        List<StatementEntry> entries = new ArrayList<>();
        Amount balance = opening;
        Amount in = Amount.ZERO;
        Amount out = Amount.ZERO;
        for (int i = 0; i < descriptions.size(); i++) {
            Amount amount = Amount.ofMinorUnits((i % 3 == 0 ? -1 : 1) * (1_001L + i * 997L));
            balance = balance.plus(amount);
            in = amount.isPositive() ? in.plus(amount) : in;
            out = amount.isPositive() ? out : out.minus(amount);
            entries.add(entry(currency, i, descriptions.get(i), amount, balance));
        }
        StatementHead head = new StatementHead(
                account(currency, "alice", "member"),
                new StatementNames(
                        "maple-lets", "Maple; \"LETS\" <&>", "Alice | \"O'Neil\"", currency.name(), currency.symbol()),
                ZONE,
                from,
                TO,
                Optional.empty(),
                Instant.parse("2026-04-01T09:00:00.123456Z"),
                opening,
                balance,
                in,
                out,
                7,
                7L + entries.size());
        return new SampleStatement(head, entries);
    }

    private static StatementEntry entry(Currency currency, int i, String text, Amount amount, Amount after) {
        Instant booked = Instant.parse("2026-01-01T10:00:00Z").plusSeconds(i * 150_000L);
        LocalDate day = LocalDate.ofInstant(booked, ZONE);
        boolean levy = i % 5 == 4;
        // A levy is an entry of the trade before it.
        int trade = levy ? i - 1 : i;
        String address = levy || i % 7 == 3
                ? "fund"
                : i % 11 == 5 ? "clearing.a-partner-community-with-a-long-name" : i % 13 == 6 ? "settlement" : "bob";
        String kind = address.equals("bob") ? "member" : address.split("\\.", -1)[0];
        String name = i % 2 == 0 ? "Bób \"B\"; Müller: | [2020-01-01]" : "Αλέξανδρος Παπαδόπουλος of a Very Long Name";
        return new StatementEntry(
                7L + i,
                booked,
                day,
                i % 4 == 1 ? day.minusDays(40) : day,
                new UUID(0x0192_6b3e_7a00_7000L + ((long) trade << 16), 0x8000_0000_0000_1000L + trade),
                account(currency, address, kind),
                address.equals("bob") ? name : kind,
                text,
                amount,
                after,
                i % 6 == 2 ? Optional.of(new UUID(0x0192_6b3e_7a00_7000L, 0x8000_0000_0000_0fffL)) : Optional.empty(),
                i % 8 == 7,
                i % 3 == 1 ? Optional.of("food-and-drink") : Optional.empty(),
                levy,
                i % 9 == 8 ? 3 : 0);
    }

    private static AccountRef account(Currency currency, String address, String kind) {
        return new AccountRef(
                new AccountId(UUID.fromString("01926b3e-7a00-7000-8000-0000000000aa")),
                COMMUNITY,
                address,
                currency,
                kind,
                kind.equals("member")
                        ? Optional.of(new MemberId(UUID.fromString("01926b3e-7a00-7000-8000-0000000000bb")))
                        : Optional.empty());
    }

    /** The statement as a file of this format. */
    public byte[] in(StatementFormat format) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            StatementWriter writer = format.writer(StatementOptions.NONE, out);
            writer.begin(head);
            for (StatementEntry entry : entries) {
                writer.entry(entry);
            }
            writer.end(Optional.empty());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    public String textIn(StatementFormat format) {
        return new String(in(format), StandardCharsets.UTF_8);
    }
}
