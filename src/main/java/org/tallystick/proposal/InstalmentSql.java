package org.tallystick.proposal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tallystick.ledger.Amount;
import org.tallystick.ledger.TradeId;

/** Reads and writes instalments, in the transaction of whoever asks; the row of their proposal is locked before they are. */
record InstalmentSql(Connection connection) {
    private static final String INSERT = """
            INSERT INTO instalment (community_id, proposal_id, instalment_no, due_date, amount) VALUES (?, ?, ?, ?, ?)""";

    /** Of a community that is being wound up nothing is booked any more. */
    private static final String LOCK = """
            SELECT i.state, i.tried_on, c.phase FROM instalment i JOIN community c ON c.community_id = i.community_id
             WHERE i.community_id = ? AND i.proposal_id = ? AND i.instalment_no = ? FOR UPDATE OF i""";

    private static final String ACCEPT = """
            UPDATE instalment SET state = 'pending', levy_version = ? WHERE community_id = ? AND proposal_id = ? AND state = 'proposed'""";

    private static final String BOOKED = """
            UPDATE instalment SET state = 'booked', trade_id = ?
             WHERE community_id = ? AND proposal_id = ? AND instalment_no = ?""";

    private static final String REFUSED = """
            UPDATE instalment SET tried_on = ?, refusal = ?, refused_at = ?
             WHERE community_id = ? AND proposal_id = ? AND instalment_no = ?""";

    private static final String RELEASE = """
            UPDATE instalment SET state = 'released' WHERE community_id = ? AND proposal_id = ? AND state = 'pending'""";

    static Instalment read(ResultSet row) throws SQLException {
        Integer levy = row.getObject("levy_version", Integer.class);
        String refusal = row.getString("refusal");
        OffsetDateTime refusedAt = row.getObject("refused_at", OffsetDateTime.class);
        return new Instalment(
                row.getInt("instalment_no"),
                row.getObject("due_date", LocalDate.class),
                Amount.ofMinorUnits(row.getLong("amount")),
                InstalmentState.read(row.getString("state")),
                levy == null ? OptionalInt.empty() : OptionalInt.of(levy),
                Optional.ofNullable(row.getObject("trade_id", UUID.class)).map(TradeId::new),
                refusal == null || refusedAt == null
                        ? Optional.empty()
                        : Optional.of(new Instalment.Refused(refusal, refusedAt.toInstant())));
    }

    void insert(Proposal proposal) throws SQLException {
        for (Instalment one : proposal.instalments()) {
            execute(
                    INSERT,
                    proposal.community().value(),
                    proposal.id(),
                    one.number(),
                    one.dueDate(),
                    one.amount().minorUnits());
        }
    }

    /** Locks it; tells whether it is to be booked still, and was not refused on this day already. */
    boolean isToBeTried(Proposal proposal, Instalment one, LocalDate today) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LOCK)) {
            statement.setObject(1, proposal.community().value());
            statement.setObject(2, proposal.id());
            statement.setInt(3, one.number());
            ResultSet row = statement.executeQuery();
            if (!row.next() || !row.getString("phase").equals("open")) {
                return false;
            }
            LocalDate tried = row.getObject("tried_on", LocalDate.class);
            return row.getString("state").equals(InstalmentState.PENDING.text())
                    && (tried == null || tried.isBefore(today));
        }
    }

    /** @param levyVersion that is in force now, and for these instalments from now on; 0: none */
    void accept(Proposal proposal, int levyVersion) throws SQLException {
        execute(
                ACCEPT,
                levyVersion == 0 ? null : levyVersion,
                proposal.community().value(),
                proposal.id());
    }

    void booked(Proposal proposal, Instalment one, TradeId trade) throws SQLException {
        execute(BOOKED, trade.value(), proposal.community().value(), proposal.id(), one.number());
    }

    void refused(Proposal proposal, Instalment one, LocalDate today, String code, Instant at) throws SQLException {
        execute(
                REFUSED,
                today,
                code,
                at.atOffset(ZoneOffset.UTC),
                proposal.community().value(),
                proposal.id(),
                one.number());
    }

    /** @return how many there were */
    int release(Proposal proposal) throws SQLException {
        return execute(RELEASE, proposal.community().value(), proposal.id());
    }

    private int execute(String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            return statement.executeUpdate();
        }
    }
}
