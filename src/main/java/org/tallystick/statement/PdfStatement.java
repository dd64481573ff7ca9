package org.tallystick.statement;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tallystick.ledger.Amount;

/**
 * A statement as PDF, in volumes of a bounded number of entries: each is printed when it is full, and no entry is kept
 * longer.
 */
final class PdfStatement implements StatementWriter {
    /** Opens the file of each volume in turn. */
    interface Binding {
        OutputStream open(StatementHead head, int number, int of) throws IOException;

        /** A volume is written. */
        void close() throws IOException;
    }

    private final PrintStatement print;
    private final int entriesEach;
    private final Binding binding;

    private final List<PaperLine> lines = new ArrayList<>();
    private BalanceCurve curve = new BalanceCurve();
    private Optional<StatementHead> begun = Optional.empty();
    private Amount opening = Amount.ZERO;
    private Amount balance = Amount.ZERO;
    private int printed;

    PdfStatement(PrintStatement print, int entriesEach, Binding binding) {
        this.print = print;
        this.entriesEach = entriesEach;
        this.binding = binding;
    }

    @Override
    public void begin(StatementHead head) {
        begun = Optional.of(head);
        opening = head.openingBalance();
        balance = opening;
    }

    @Override
    public void entry(StatementEntry entry) throws IOException {
        if (lines.size() == entriesEach) {
            printVolume();
        }
        lines.add(PaperLine.of(entry, begun.orElseThrow()));
        curve.add(entry.bookingDate(), entry.balanceAfter());
        balance = entry.balanceAfter();
    }

    @Override
    public void end(Optional<String> nextCursor) throws IOException {
        printVolume();
    }

    private void printVolume() throws IOException {
        StatementHead head = begun.orElseThrow();
        printed++;
        int of = volumes(head);
        Volume volume = new Volume(printed, of, opening, balance, List.copyOf(lines));
        lines.clear();
        print.print(head, volume, curve, binding.open(head, printed, of));
        binding.close();
        curve = new BalanceCurve();
        opening = balance;
    }

    private int volumes(StatementHead head) {
        return Math.toIntExact(Math.max(1, (head.entries() + entriesEach - 1) / entriesEach));
    }
}
