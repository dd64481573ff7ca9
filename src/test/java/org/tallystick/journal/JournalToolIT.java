package org.tallystick.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.testing.SampleStatement;
import org.tallystick.testing.Tool;

/** Statements with texts that mean something to the programs, read by the programs. */
@Tag("tools")
class JournalToolIT {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(JournalDialect.class)
    void theProgramFindsNothingWrongAndTheSameBalances(JournalDialect dialect) throws IOException {
        for (String code : new String[] {"CRED 2", "CR1 0", "HRS 4", "TRUE 2"}) {
            String[] words = code.split(" ", -1);
            int scale = Integer.parseInt(words[1]);
            SampleStatement sample = SampleStatement.hostile(words[0], scale);
            Map<String, String> balances = balances(dialect, sample);

            assertThat(balances.get("assets:maple-lets:alice"))
                    .isEqualTo(plain(sample.head().format(sample.head().closingBalance())));
            assertThat(balances.get("equity:opening-balances"))
                    .isEqualTo(plain(
                            sample.head().format(sample.head().openingBalance().negated())));
            assertThat(balances.values().stream().map(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add))
                    .isZero();
            assertThat(balances.keySet()).doesNotContain("equity:fake");

            balances(dialect, SampleStatement.empty(words[0], scale));
        }
    }

    private Map<String, String> balances(JournalDialect dialect, SampleStatement sample) throws IOException {
        Path file = folder.resolve("statement." + dialect.extension());
        Files.write(file, sample.in(format(dialect)));
        return PlainTextTools.balances(dialect, folder, file);
    }

    private static JournalFormat format(JournalDialect dialect) {
        return switch (dialect) {
            case HLEDGER -> new HledgerFormat();
            case LEDGER -> new LedgerFormat();
            case BEANCOUNT -> new BeancountFormat();
        };
    }

    private static String plain(String amount) {
        return new BigDecimal(amount).stripTrailingZeros().toPlainString();
    }

    /** The balances that stand there are compared: an amount that was changed on its way is found. */
    @ParameterizedTest
    @ValueSource(strings = {"hledger -f %s check", "ledger --args-only -f %s balance", "bean-check %s"})
    void anAmountThatWasChangedIsFound(String command) throws IOException {
        JournalDialect dialect = command.startsWith("hledger")
                ? JournalDialect.HLEDGER
                : command.startsWith("ledger") ? JournalDialect.LEDGER : JournalDialect.BEANCOUNT;
        Path file = folder.resolve("changed." + dialect.extension());
        String text = SampleStatement.hostile("CRED", 2).textIn(format(dialect));
        assertThat(text).contains("  49.89 CRED", "  -49.89 CRED");
        Files.writeString(file, text.replace("  49.89 CRED", "  49.88 CRED").replace("  -49.89 CRED", "  -49.88 CRED"));

        Tool.Result result = Tool.result(folder, String.format(command, file).split(" ", -1));

        assertThat(result.status()).as(result.output()).isNotZero();
    }
}
