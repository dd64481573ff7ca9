package org.tallystick.proposal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.Amount;
import org.tallystick.ledger.CommunityId;
import org.tallystick.ledger.CurrencyCode;
import org.tallystick.ledger.Hold;
import org.tallystick.ledger.HoldId;
import org.tallystick.ledger.TradeId;
import org.tallystick.platform.BinaryArrays;

/** Reads proposals with all that belongs to them. */
record ProposalSql(Connection connection, CommunityId community) {
    private static final HexFormat HEX = HexFormat.of();

    private static final String PROPOSALS = """
            SELECT p.*, h.payer_id AS hold_payer, h.payee_id AS hold_payee, h.amount AS hold_amount FROM proposal p
              LEFT JOIN hold h ON h.community_id = p.community_id AND h.hold_id = p.hold_id AND h.state = 'open'
             WHERE p.community_id = ? AND p.proposal_id = ANY (?) ORDER BY p.proposal_id DESC""";

    private static final String PARTIES = """
            SELECT * FROM proposal_party WHERE community_id = ? AND proposal_id = ANY (?) ORDER BY proposal_id, party_no""";

    private static final String TRADES = """
            SELECT * FROM proposal_trade WHERE community_id = ? AND proposal_id = ANY (?) ORDER BY proposal_id, trade_id""";

    private static final String INSTALMENTS = """
            SELECT * FROM instalment WHERE community_id = ? AND proposal_id = ANY (?) ORDER BY proposal_id, instalment_no""";

    Optional<Proposal> find(UUID id) throws SQLException {
        return read(List.of(id)).stream().findFirst();
    }

    Optional<Proposal> byKey(UUID caller, String key) throws SQLException {
        return by("proposed_by = ? AND key = ?", caller, key);
    }

    Optional<Proposal> byLink(String digest) throws SQLException {
        return by("link_digest = ?", HEX.parseHex(digest));
    }

    private Optional<Proposal> by(String condition, Object... values) throws SQLException {
        Optional<UUID> id = Optional.empty();
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT proposal_id FROM proposal WHERE community_id = ? AND " + condition)) {
            statement.setObject(1, community.value());
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 2, values[i]);
            }
            ResultSet rows = statement.executeQuery();
            id = rows.next() ? Optional.of(rows.getObject(1, UUID.class)) : id;
        }
        return id.isPresent() ? find(id.get()) : Optional.empty();
    }

    /**
     * The newest first; those that there are. The proposals are read before what belongs to them: what is written in between shows on their
     * version, which whoever decides by it compares again, and never as an end that nobody has consented to.
     */
    List<Proposal> read(Collection<UUID> ids) throws SQLException {
        if (ids.isEmpty()) {
            return List.of();
        }
        List<Proposal> found = new ArrayList<>();
        try (PreparedStatement statement = prepare(PROPOSALS, ids)) {
            ResultSet rows = statement.executeQuery();
            Map<UUID, List<ProposalParty>> parties = grouped(PARTIES, ids, ProposalSql::party);
            Map<UUID, List<Proposal.Part>> trades = grouped(TRADES, ids, ProposalSql::part);
            Map<UUID, List<Instalment>> instalments = grouped(INSTALMENTS, ids, InstalmentSql::read);
            while (rows.next()) {
                UUID id = rows.getObject("proposal_id", UUID.class);
                found.add(proposal(
                        rows,
                        parties.getOrDefault(id, List.of()),
                        trades.getOrDefault(id, List.of()),
                        instalments.getOrDefault(id, List.of())));
            }
        }
        return found;
    }

    private interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private <T> Map<UUID, List<T>> grouped(String sql, Collection<UUID> ids, Reader<T> reader) throws SQLException {
        Map<UUID, List<T>> grouped = new HashMap<>();
        try (PreparedStatement statement = prepare(sql, ids)) {
            ResultSet rows = statement.executeQuery();
            while (rows.next()) {
                grouped.computeIfAbsent(rows.getObject("proposal_id", UUID.class), any -> new ArrayList<>())
                        .add(reader.read(rows));
            }
        }
        return grouped;
    }

    private PreparedStatement prepare(String sql, Collection<UUID> ids) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.setObject(1, community.value());
        statement.setArray(2, BinaryArrays.of(connection, BinaryArrays.UUIDS, ids, id -> id));
        return statement;
    }

    private Proposal proposal(
            ResultSet row, List<ProposalParty> parties, List<Proposal.Part> trades, List<Instalment> instalments)
            throws SQLException {
        return new Proposal(
                community,
                row.getObject("proposal_id", UUID.class),
                ProposalKind.read(row.getString("kind")),
                new CurrencyCode(row.getString("currency_code")),
                Amount.ofMinorUnits(row.getLong("amount")),
                new Wording(
                        row.getString("description"),
                        Optional.ofNullable(row.getString("note")),
                        Optional.ofNullable(row.getString("category")),
                        ProposalJson.lines(row.getString("lines")),
                        ProposalJson.metadata(row.getString("metadata")),
                        Optional.ofNullable(row.getObject("due_date", LocalDate.class))),
                parties,
                origin(row),
                instant(row, "expires_at").orElseThrow(),
                ProposalState.read(row.getString("state")),
                row.getLong("version"),
                Amount.ofMinorUnits(row.getLong("accepted_amount")),
                hold(row),
                Optional.ofNullable(row.getObject("reverses", UUID.class)).map(TradeId::new),
                trades,
                instalments);
    }

    private static Origin origin(ResultSet row) throws SQLException {
        byte @Nullable [] digest = row.getBytes("link_digest");
        byte @Nullable [] sealed = row.getBytes("link_sealed");
        return new Origin(
                row.getObject("proposed_by", UUID.class),
                row.getBoolean("by_office"),
                Optional.ofNullable(row.getObject("proposed_for", Integer.class)),
                instant(row, "created_at").orElseThrow(),
                digest == null || sealed == null
                        ? Optional.empty()
                        : Optional.of(new Origin.SealedLink(HEX.formatHex(digest), HEX.formatHex(sealed))),
                row.getString("key"),
                HEX.formatHex(row.getBytes("fingerprint")));
    }

    private static Optional<Hold> hold(ResultSet row) throws SQLException {
        UUID payer = row.getObject("hold_payer", UUID.class);
        return payer == null
                ? Optional.empty()
                : Optional.of(new Hold(
                        new HoldId(row.getObject("hold_id", UUID.class)),
                        new AccountId(payer),
                        new AccountId(row.getObject("hold_payee", UUID.class)),
                        Amount.ofMinorUnits(row.getLong("hold_amount"))));
    }

    private static ProposalParty party(ResultSet row) throws SQLException {
        Optional<Instant> consented = instant(row, "consented_at");
        return new ProposalParty(
                row.getInt("party_no"),
                Side.read(row.getString("side")),
                Optional.ofNullable(row.getObject("account_id", UUID.class)).map(AccountId::new),
                Amount.ofMinorUnits(row.getLong("share_amount")),
                consented.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Consent(
                                row.getObject("consented_by", UUID.class),
                                consented.get(),
                                row.getBoolean("consent_by_office"))),
                instant(row, "declined_at"));
    }

    private static Proposal.Part part(ResultSet row) throws SQLException {
        return new Proposal.Part(
                new TradeId(row.getObject("trade_id", UUID.class)),
                Amount.ofMinorUnits(row.getLong("amount")),
                instant(row, "accepted_at").orElseThrow(),
                row.getObject("accepted_by", UUID.class),
                row.getString("key"));
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
