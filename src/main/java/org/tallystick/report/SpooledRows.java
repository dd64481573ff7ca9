package org.tallystick.report;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.tallystick.ledger.Amount;

/** Rows as they lie in a {@link SpooledReport}: read by the process that wrote them, and by no other. */
final class SpooledRows {
    private static final byte NOTHING = 0;
    private static final byte TEXT = 1;
    private static final byte MONEY = 2;
    private static final byte COUNT = 3;
    private static final byte DAY = 4;
    private static final byte MOMENT = 5;

    private SpooledRows() {}

    static void write(Row row, DataOutputStream out) throws IOException {
        out.writeUTF(row.kind().name());
        for (Cell cell : row.cells()) {
            write(cell, out);
        }
    }

    private static void write(Cell cell, DataOutputStream out) throws IOException {
        if (cell instanceof Cell.Text text) {
            byte[] bytes = text.value().getBytes(StandardCharsets.UTF_8);
            out.writeByte(TEXT);
            out.writeInt(bytes.length);
            out.write(bytes);
        } else if (cell instanceof Cell.Money money) {
            out.writeByte(MONEY);
            out.writeLong(money.amount().minorUnits());
        } else if (cell instanceof Cell.Count count) {
            out.writeByte(COUNT);
            out.writeLong(count.number());
        } else if (cell instanceof Cell.Day day) {
            out.writeByte(DAY);
            out.writeLong(day.date().toEpochDay());
        } else if (cell instanceof Cell.Moment moment) {
            out.writeByte(MOMENT);
            out.writeUTF(moment.instant().toString());
        } else {
            out.writeByte(NOTHING);
        }
    }

    static Row read(DataInputStream in, int columns) throws IOException {
        RowKind kind = RowKind.valueOf(in.readUTF());
        List<Cell> cells = new ArrayList<>(columns);
        for (int i = 0; i < columns; i++) {
            cells.add(cell(in));
        }
        return new Row(kind, cells);
    }

    private static Cell cell(DataInputStream in) throws IOException {
        byte type = in.readByte();
        return switch (type) {
            case NOTHING -> Cell.NOTHING;
            case TEXT -> new Cell.Text(new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8));
            case MONEY -> new Cell.Money(Amount.ofMinorUnits(in.readLong()));
            case COUNT -> new Cell.Count(in.readLong());
            case DAY -> new Cell.Day(LocalDate.ofEpochDay(in.readLong()));
            case MOMENT -> new Cell.Moment(Instant.parse(in.readUTF()));
            default -> throw new IOException("a spooled cell of type " + type);
        };
    }
}
