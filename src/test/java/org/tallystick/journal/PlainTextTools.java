package org.tallystick.journal;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tallystick.testing.Tool;

/** What hledger, ledger and beancount make of a journal. */
final class PlainTextTools {
    private PlainTextTools() {}

    /** Checks it as strictly as the program can, and answers what each account holds, by their names there in small letters. */
    static Map<String, String> balances(JournalDialect dialect, Path folder, Path journal) {
        String file = journal.toString();
        return switch (dialect) {
            case HLEDGER -> {
                Tool.run(folder, "hledger", "-f", file, "check");
                Tool.run(folder, "hledger", "-f", file, "check", "--strict");
                yield amounts(
                        Tool.run(folder, "hledger", "-f", file, "balance", "--flat", "-E", "-N", "-O", "csv"),
                        "\"([^\"]+)\",\"(-?[0-9.]+)(?: .*)?\"");
            }
            case LEDGER ->
                amounts(
                        Tool.run(
                                folder,
                                "ledger",
                                "--args-only",
                                "--pedantic",
                                "-f",
                                file,
                                "balance",
                                "--flat",
                                "-E",
                                "--no-total",
                                "--balance-format",
                                "%(account) %(quantity(display_total))\n"),
                        "(\\S+) (-?[0-9.]+)");
            case BEANCOUNT -> {
                Tool.run(folder, "bean-check", file);
                yield amounts(
                        Tool.run(
                                folder,
                                "bean-query",
                                "-f",
                                "csv",
                                file,
                                "SELECT account, sum(number) AS held GROUP BY account"),
                        "(\\S+) *, *(-?[0-9.]+) *");
            }
        };
    }

    private static Map<String, String> amounts(String output, String line) {
        Map<String, String> amounts = new TreeMap<>();
        List<String> lines = output.lines().toList();
        for (String one : lines) {
            Matcher found = Pattern.compile(line).matcher(one);
            if (found.matches()) {
                amounts.put(
                        found.group(1).toLowerCase(Locale.ROOT),
                        new BigDecimal(found.group(2)).stripTrailingZeros().toPlainString());
            }
        }
        return amounts;
    }
}
