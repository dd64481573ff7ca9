package org.tallystick.proposal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.Amount;
import org.tallystick.ledger.HoldId;
import org.tallystick.problem.Problem;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;

/** Writes proposals, within the transaction of whoever asks for it. Their accounts are locked before they are, never after. */
record ProposalWrites(Connection connection) {
    /** Somebody was faster: read it and decide again. */
    private static final Problem STALE =
            Problem.of(ProblemType.STATE_CONFLICT, "The proposal is being changed by others; look at it again.");

    private static final HexFormat HEX = HexFormat.of();

    private static final String INSERT = """
            INSERT INTO proposal (community_id, proposal_id, kind, currency_code, amount, description, note, category, lines, metadata,
                                  due_date, expires_at, proposed_by, by_office, proposed_for, link_digest, link_sealed, hold_id, key,
                                  fingerprint, created_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (community_id, proposed_by, key) DO NOTHING""";

    private static final String INSERT_PARTY = """
            INSERT INTO proposal_party (community_id, proposal_id, party_no, side, account_id, share_amount, consented_at, consented_by,
                                        consent_by_office)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private static final String CONSENT = """
            UPDATE proposal_party SET account_id = ?, consented_at = ?, consented_by = ?, consent_by_office = ?
             WHERE community_id = ? AND proposal_id = ? AND party_no = ?""";

    private static final String DECLINE = """
            UPDATE proposal_party SET declined_at = ? WHERE community_id = ? AND proposal_id = ? AND party_no = ?""";

    private static final String MOVE = """
            UPDATE proposal SET state = ?, accepted_amount = accepted_amount + ?, version = version + 1
             WHERE community_id = ? AND proposal_id = ?""";

    private static final String LOCK =
            "SELECT version FROM proposal WHERE community_id = ? AND proposal_id = ? FOR UPDATE";

    private static final String NOTE = """
            UPDATE proposal SET version = version + 1 WHERE community_id = ? AND proposal_id = ? RETURNING version""";

    private static final String EVENT = """
            INSERT INTO proposal_event (community_id, proposal_id, version, event, party_no, done_by, done_at)
            VALUES (?, ?, ?, ?, ?, ?, ?)""";

    private static final String TRADE = """
            INSERT INTO proposal_trade (community_id, proposal_id, trade_id, amount, accepted_at, accepted_by, key)
            VALUES (?, ?, ?, ?, ?, ?, ?)""";

    /**
     * A step of a proposal.
     *
     * @param party that takes it; empty: whoever proposed, or nobody
     */
    record Step(ProposalMachine.Event event, Optional<Integer> party, Optional<UUID> by, Instant at) {}

    static boolean isStale(ProblemException e) {
        return e.problem().equals(STALE);
    }

    static ProblemException stale() {
        return STALE.asException();
    }

    /** @return whether it is new: not if this caller has proposed something under this key before */
    boolean insert(Proposal proposal, Optional<HoldId> hold) throws SQLException {
        Origin origin = proposal.origin();
        Wording wording = proposal.wording();
        int rows = execute(
                INSERT,
                proposal.community().value(),
                proposal.id(),
                proposal.kind().text(),
                proposal.currency().value(),
                proposal.amount().minorUnits(),
                wording.description(),
                wording.note().orElse(null),
                wording.category().orElse(null),
                ProposalJson.ofLines(wording.lines()),
                ProposalJson.ofMetadata(wording.metadata()),
                wording.dueDate().orElse(null),
                time(proposal.expiresAt()),
                origin.by(),
                origin.byOffice(),
                origin.party().orElse(null),
                origin.link().map(link -> HEX.parseHex(link.digest())).orElse(null),
                origin.link().map(link -> HEX.parseHex(link.sealed())).orElse(null),
                hold.map(HoldId::value).orElse(null),
                origin.key(),
                HEX.parseHex(origin.fingerprint()),
                time(origin.at()));
        if (rows == 0) {
            return false;
        }
        for (ProposalParty party : proposal.parties()) {
            insert(proposal, party);
        }
        new InstalmentSql(connection).insert(proposal);
        event(proposal, 1, "propose", origin.party(), Optional.of(origin.by()), origin.at());
        return true;
    }

    private void insert(Proposal proposal, ProposalParty party) throws SQLException {
        Optional<Consent> consent = party.consent();
        execute(
                INSERT_PARTY,
                proposal.community().value(),
                proposal.id(),
                party.number(),
                party.side().text(),
                party.account().map(AccountId::value).orElse(null),
                party.share().minorUnits(),
                consent.map(given -> time(given.at())).orElse(null),
                consent.map(Consent::by).orElse(null),
                consent.map(Consent::byOffice).orElse(null));
    }

    /**
     * Locks it until the transaction ends.
     *
     * @throws ProblemException that {@link #isStale} tells, if somebody has changed it since it was read
     */
    void requireAsRead(Proposal proposal) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LOCK)) {
            statement.setObject(1, proposal.community().value());
            statement.setObject(2, proposal.id());
            ResultSet row = statement.executeQuery();
            if (!row.next() || row.getLong(1) != proposal.version()) {
                throw stale();
            }
        }
    }

    /** Moves it on, as the machine has it; its row is locked and as it was read. */
    void move(Proposal proposal, Step step, Amount accepted) throws SQLException {
        ProposalState next = ProposalMachine.required(proposal.state(), step.event());
        execute(MOVE, next.text(), accepted.minorUnits(), proposal.community().value(), proposal.id());
        event(proposal, proposal.version() + 1, step.event().text(), step.party(), step.by(), step.at());
    }

    /** Notes what has become of one that is accepted, for the letters; its row is locked from here on. */
    void note(Proposal proposal, String event, Optional<Integer> party, Optional<UUID> by, Instant at)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(NOTE)) {
            statement.setObject(1, proposal.community().value());
            statement.setObject(2, proposal.id());
            ResultSet row = statement.executeQuery();
            row.next();
            event(proposal, row.getLong(1), event, party, by, at);
        }
    }

    /** Locks it until the transaction ends, however it stands. */
    void lock(Proposal proposal) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LOCK)) {
            statement.setObject(1, proposal.community().value());
            statement.setObject(2, proposal.id());
            statement.executeQuery();
        }
    }

    private void event(
            Proposal proposal, long version, String event, Optional<Integer> party, Optional<UUID> by, Instant at)
            throws SQLException {
        execute(
                EVENT,
                proposal.community().value(),
                proposal.id(),
                version,
                event,
                party.orElse(null),
                by.orElse(null),
                time(at));
    }

    void consent(Proposal proposal, ProposalParty party) throws SQLException {
        Consent consent = party.consent().orElseThrow();
        execute(
                CONSENT,
                party.account().orElseThrow().value(),
                time(consent.at()),
                consent.by(),
                consent.byOffice(),
                proposal.community().value(),
                proposal.id(),
                party.number());
    }

    void decline(Proposal proposal, int party, Instant at) throws SQLException {
        execute(DECLINE, time(at), proposal.community().value(), proposal.id(), party);
    }

    void trade(Proposal proposal, Proposal.Part part) throws SQLException {
        execute(
                TRADE,
                proposal.community().value(),
                proposal.id(),
                part.trade().value(),
                part.amount().minorUnits(),
                time(part.acceptedAt()),
                part.acceptedBy(),
                part.key());
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
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
