package org.tallystick.report;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.tallystick.ledger.CommunityId;

/**
 * Whose line it is: an account, as people know it.
 *
 * @param name of the member; what the account is for where it is the community's own
 */
record Subject(UUID account, String address, String name, String kind) {
    /** Of accounts {@code a} and members {@code m}. */
    static final String COLUMNS = "a.account_id, m.handle, a.kind, a.partner, m.name, a.status";

    static Subject of(ResultSet row, ReportRequest request) throws SQLException {
        String kind = row.getString("kind");
        return new Subject(
                row.getObject("account_id", UUID.class),
                request.address(BooksAtOnce.text(row, "handle"), kind, BooksAtOnce.text(row, "partner")),
                Optional.ofNullable(row.getString("name")).orElse(kind),
                kind);
    }

    static Object[] parameters(ReportRequest request) {
        CommunityId community = request.community().id();
        return new Object[] {
            request.start(),
            request.end(),
            community.value(),
            request.currency().code().value()
        };
    }
}
