package org.tallystick.journal;

import java.io.BufferedWriter;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.tallystick.ledger.Currency;

/** The programs whose journals are written. None of them has registered a media type. */
public enum JournalDialect {
    HLEDGER("hledger", "journal"),
    LEDGER("ledger", "ledger"),
    BEANCOUNT("beancount", "beancount");

    private final String code;
    private final String extension;

    JournalDialect(String code, String extension) {
        this.code = code;
        this.extension = extension;
    }

    public String code() {
        return code;
    }

    /** Of the file, without a dot. */
    public String extension() {
        return extension;
    }

    public String mediaType() {
        return "text/x-" + code + ";charset=UTF-8";
    }

    public static Optional<JournalDialect> byCode(String code) {
        return Arrays.stream(values())
                .filter(dialect -> dialect.code.equals(code))
                .findFirst();
    }

    static String codes() {
        return Arrays.stream(values()).map(JournalDialect::code).collect(Collectors.joining(", "));
    }

    JournalWriter writer(Currency currency, OutputStream out) {
        Writer text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        return switch (this) {
            case HLEDGER, LEDGER -> new LedgerJournal(this, currency, text);
            case BEANCOUNT -> new BeancountJournal(currency, text);
        };
    }
}
