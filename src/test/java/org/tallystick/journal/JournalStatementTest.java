package org.tallystick.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tallystick.ledger.Amount;
import org.tallystick.testing.SampleStatement;

class JournalStatementTest {
    private static final Pattern OWN_POSTING = Pattern.compile(
            "(?m)^ +Assets:maple-lets:alice  (-?[0-9.]+) (\\S+) = (-?[0-9.]+) (\\S+)$", Pattern.CASE_INSENSITIVE);

    @ParameterizedTest
    @CsvSource({"CRED, 2, CRED", "CR1, 0, \"CR1\"", "HRS, 4, HRS"})
    void everyEntryIsATransactionWithItsAmountAndTheBalanceAfterIt(String code, int scale, String commodity) {
        SampleStatement sample = SampleStatement.hostile(code, scale);
        for (JournalFormat format : List.of(new HledgerFormat(), new LedgerFormat())) {
            Matcher postings = OWN_POSTING.matcher(sample.textIn(format));
            assertThat(postings.find()).isTrue();
            assertThat(postings.group(1))
                    .isEqualTo(sample.head().format(sample.head().openingBalance()));
            for (var entry : sample.entries()) {
                assertThat(postings.find()).isTrue();
                assertThat(postings.group(1)).isEqualTo(entry.amount().format(scale));
                assertThat(postings.group(3)).isEqualTo(entry.balanceAfter().format(scale));
                assertThat(postings.group(2)).isEqualTo(commodity);
            }
            assertThat(postings.find()).isFalse();
        }
    }

    @Test
    void whatPeopleWriteIsOneLineAndNeitherCommentNorTagNorAnotherPosting() {
        List<String> lines = SampleStatement.hostile("CRED", 2)
                .textIn(new HledgerFormat())
                .lines()
                .filter(line -> !line.startsWith(";"))
                .toList();

        assertThat(lines)
                .allSatisfy(line -> assertThat(line)
                        .matches("|decimal-mark \\.|commodity 1000\\.00 CRED|tag [a-z]+|account [A-Za-z:-]+| {4}; .*"
                                + "|2026-[0-9-]{5}(=20[0-9-]{8})? \\* (\\([0-9a-f-]{36}\\) )?[^;|]+( \\| [^;|]+)?"
                                + "| {4}[A-Z][A-Za-z:-]+ {2}-?[0-9]+\\.[0-9]{2} CRED( = -?[0-9]+\\.[0-9]{2} CRED)?"));
        assertThat(lines).anyMatch(line -> line.contains("； a comment ； date:2020-01-01"));
        assertThat(lines)
                .filteredOn(line -> line.startsWith("    ; "))
                .allMatch(line ->
                        line.matches(" {4}; ((account|entry|category|reverses|mediated|levy): [a-z0-9.-]+|[^:\\[]+)"));
    }

    @Test
    void whatIsSaidOfATradeStandsInTags() {
        String text = SampleStatement.hostile("CRED", 2).textIn(new LedgerFormat());

        assertThat(text)
                .contains("    ; entry: 9\n    ; reverses: 01926b3e-7a00-7000-8000-000000000fff\n")
                .contains("    ; mediated: yes\n")
                .contains("    ; category: food-and-drink\n")
                .contains("    ; levy: yes\n    Assets:maple-lets:alice  49.89 CRED")
                .contains("2026-01-03=2025-11-24 * (01926b3e-7a01-7000-8000-000000001001)")
                .contains(" and 3 more | ");
    }

    /** A reversal of what was paid is less expense, and not income. */
    @Test
    void theOtherSideGoesByKindAndSign() {
        String text = SampleStatement.hostile("CRED", 2).textIn(new BeancountFormat());

        assertThat(counter(text, 0)).isEqualTo("Expenses:Members");
        assertThat(counter(text, 1)).isEqualTo("Income:Members");
        assertThat(counter(text, 2)).isEqualTo("Expenses:Members");
        assertThat(counter(text, 3)).isEqualTo("Expenses:Fund");
        assertThat(counter(text, 4)).isEqualTo("Income:Levies");
        assertThat(counter(text, 5)).isEqualTo("Income:Partners");
        assertThat(counter(text, 6)).isEqualTo("Equity:Settlement");
    }

    private static String counter(String beancount, int entry) {
        Matcher found = Pattern.compile("entry: \"" + (7 + entry) + "\"\n(?:  [a-z].*\n)*  Assets.*\n  (\\S+)")
                .matcher(beancount);
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    @Test
    void beancountKeepsEveryCharacterOfADescriptionInAString() {
        String text = SampleStatement.hostile("CRED", 2).textIn(new BeancountFormat());

        assertThat(text)
                .contains("\"\\\"quoted\\\" 'text' \\\\ back\\\\\\\"slash\"")
                .contains("\"two\\nlines \\nand\\ta tab\"")
                .contains("\"end\\\\\" ^")
                .contains(" open Assets:Maple-lets:Alice CRED\n")
                .contains("2026-04-01 balance Assets:Maple-lets:Alice  ");
    }

    @Test
    void aWordOfBeancountIsNoCurrency() {
        String text = SampleStatement.hostile("TRUE", 2).textIn(new BeancountFormat());

        assertThat(text).contains(" open Assets:Maple-lets:Alice TRUE-C\n");
        assertThat(text.substring(text.indexOf("option"))).doesNotContainPattern("TRUE(?!-C)");
    }

    @Test
    void aStatementFromTheFirstEntryOnBeginsOnItsDay() {
        SampleStatement sample = SampleStatement.of("CRED", 2, Optional.empty(), Amount.ZERO, List.of("eggs", "bread"));

        assertThat(sample.textIn(new BeancountFormat())).contains("2026-01-01 open Assets:Maple-lets:Alice CRED");
        assertThat(sample.textIn(new HledgerFormat())).doesNotContain("opening balance");
    }

    @Test
    void aStatementWithoutEntriesIsAJournalToo() {
        assertThat(SampleStatement.empty("CR1", 0).textIn(new HledgerFormat()))
                .contains("commodity 1000. \"CR1\"\n", "account Assets:maple-lets:alice\n");
        assertThat(SampleStatement.empty("CR1", 0).textIn(new BeancountFormat()))
                .contains("2026-04-01 balance Assets:Maple-lets:Alice  0 ~ 0 CR1\n");
    }

    /** It is made on the first of April: what the account holds later, nobody knows. */
    @Test
    void aBalanceIsDatedToTheDayOfTheMakingAtTheLatest() {
        LocalDate last = LocalDate.of(9999, 12, 31);
        SampleStatement open = SampleStatement.hostile("CRED", 2).of(Optional.empty(), last);
        SampleStatement ahead = SampleStatement.empty("CRED", 2).of(Optional.of(last), last);

        assertThat(open.textIn(new BeancountFormat())).contains("\n2026-04-02 balance Assets:Maple-lets:Alice  ");
        assertThat(ahead.textIn(new BeancountFormat()))
                .contains("\n2026-04-01 open Assets:Maple-lets:Alice CRED\n")
                .contains("\n2026-04-02 balance Assets:Maple-lets:Alice  0.00 ~ 0 CRED\n");
    }

    @Test
    void theAmountsOfTheOtherSideCancelTheEntries() {
        SampleStatement sample = SampleStatement.hostile("CRED", 2);
        BigDecimal sum = Pattern.compile("(?m)^  [A-Z]\\S+  (-?[0-9.]+) CRED$")
                .matcher(sample.textIn(new BeancountFormat()))
                .results()
                .map(found -> new BigDecimal(found.group(1)))
                .reduce(BigDecimal.ZERO, BigDecimal::add);

        assertThat(sum).isZero();
    }
}
