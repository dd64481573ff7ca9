package org.tallystick.statement;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.tallystick.account.AccountRef;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.Amount;
import org.tallystick.ledger.CommunityId;
import org.tallystick.ledger.Currency;
import org.tallystick.ledger.CurrencyCode;

/** Statements with people of many scripts, hostile texts and amounts of all lengths, to print. */
final class PaperSample {
    static final ZoneId ZONE = ZoneId.of("Europe/Lisbon");
    static final LocalDate FROM = LocalDate.of(2026, 1, 1);
    private static final Amount OPENING = Amount.ofMinorUnits(12_50);
    private static final String LONG_WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk".repeat(9);

    private static final List<List<String>> PEOPLE = List.of(
            List.of("ben", "Ben Ashworth"),
            List.of("giorgos", "Γιώργος Παπαδόπουλος"),
            List.of("ivan", "Иван Ёлкин"),
            List.of("miriam", "מרים כהן"),
            List.of("layla", "ليلى الحسيني"),
            List.of("wei", "王小明"),
            List.of("minjun", "김민준"),
            List.of("zofie", "Žofie Šťastná-Dvořáková"),
            List.of("asha", "आशा क्षत्रिय"),
            List.of("hostile", "<script>alert(1)</script> & ]]> {paper.title}"),
            List.of("a-handle-as-long-as-any", "Supercalifragilisticexpialidocious".repeat(5)));

    private static final List<String> TEXTS = List.of(
            "Eggs, a dozen",
            "Κλάδεμα ελιών",
            "Ремонт велосипеда",
            "תיקון אופניים 3 שעות (דחוף)",
            "دروس اللغة العربية، 3 ساعات",
            "自行车修理，两小时",
            "자전거 수리",
            "🥑 and 🥕 → ✓ 𓀀",
            "</bdi></p></td></table><img src=\"file:///etc/passwd\"/> &amp; {#if}",
            LONG_WORD);

    private PaperSample() {}

    static List<StatementEntry> entries(int count, long largest, int seed) {
        Random random = new Random(seed);
        CommunityId community = new CommunityId(UUID.randomUUID());
        List<StatementEntry> entries = new ArrayList<>();
        Instant at = FROM.atStartOfDay(ZONE).toInstant();
        Amount balance = OPENING;
        for (int i = 0; i < count; i++) {
            at = at.plusSeconds(random.nextInt(20_000));
            long size = 1 + (long) (random.nextDouble() * largest);
            Amount amount = Amount.ofMinorUnits(balance.isPositive() ? -size : size);
            balance = balance.plus(amount);
            List<String> person = PEOPLE.get(i % PEOPLE.size());
            LocalDate day = LocalDate.ofInstant(at, ZONE);
            entries.add(new StatementEntry(
                    101 + i,
                    at,
                    day,
                    i % 4 == 0 ? day.minusDays(3) : day,
                    new UUID(7, i),
                    account(community, person.get(0)),
                    person.get(1),
                    TEXTS.get(i % TEXTS.size()),
                    amount,
                    balance,
                    i % 9 == 5 ? Optional.of(new UUID(8, i)) : Optional.empty(),
                    i % 7 == 2,
                    i % 3 == 0 ? Optional.of("food") : Optional.empty(),
                    i % 5 == 4,
                    i % 13 == 6 ? 3 : 0));
        }
        return entries;
    }

    private static AccountRef account(CommunityId community, String address) {
        Currency currency = new Currency(new CurrencyCode("CRED"), "Maple credits", "¤", 2);
        return new AccountRef(
                new AccountId(UUID.randomUUID()), community, address, currency, "member", Optional.empty());
    }

    static StatementHead head(List<StatementEntry> entries) {
        Amount in = Amount.ZERO;
        Amount out = Amount.ZERO;
        Amount closing = OPENING;
        LocalDate to = FROM.plusDays(30);
        for (StatementEntry entry : entries) {
            in = entry.amount().isPositive() ? in.plus(entry.amount()) : in;
            out = entry.amount().isNegative() ? out.minus(entry.amount()) : out;
            closing = entry.balanceAfter();
            to = entry.bookingDate().isAfter(to) ? entry.bookingDate() : to;
        }
        return new StatementHead(
                account(new CommunityId(UUID.randomUUID()), "alice"),
                new StatementNames("maple-lets", "Maple LETS", "Alice Archer", "Maple credits", "¤"),
                ZONE,
                Optional.of(FROM),
                to,
                Optional.empty(),
                to.plusDays(1).atStartOfDay(ZONE).plusHours(10).toInstant(),
                OPENING,
                closing,
                in,
                out,
                101,
                101 + entries.size());
    }

    static void write(List<StatementEntry> entries, StatementWriter writer) throws IOException {
        writer.begin(head(entries));
        for (StatementEntry entry : entries) {
            writer.entry(entry);
        }
        writer.end(Optional.empty());
    }
}
