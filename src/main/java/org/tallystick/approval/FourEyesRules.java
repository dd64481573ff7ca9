package org.tallystick.approval;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.tallystick.ledger.Amount;
import org.tallystick.ledger.CommunityId;
import org.tallystick.ledger.CurrencyCode;
import org.tallystick.platform.Sql;

/** What needs two, as it stands in the database. Community by community; read anew each time, for it is asked seldom. */
@ApplicationScoped
public class FourEyesRules {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, Long>> RISES = new TypeReference<>() {};

    private final Sql sql;

    FourEyesRules(Sql sql) {
        this.sql = sql;
    }

    /** @param version 0 before they were set for the first time */
    record Versioned(FourEyes rules, long version) {}

    public FourEyes of(CommunityId community) {
        return versioned(community).rules();
    }

    Versioned versioned(CommunityId community) {
        return sql.one(
                        "SELECT write_offs, reversals, overrides, policies, limit_rises::text, version FROM four_eyes WHERE community_id = ?",
                        FourEyesRules::read,
                        community.value())
                .orElse(new Versioned(FourEyes.NONE, 0));
    }

    /** @return whether nobody else has changed them since that version */
    boolean write(CommunityId community, FourEyes rules, long expectedVersion) {
        return sql.update(
                        "INSERT INTO four_eyes (community_id, write_offs, reversals, overrides, policies, limit_rises, version)"
                                + " VALUES (?, ?, ?, ?, ?, ?::jsonb, 1) ON CONFLICT (community_id) DO UPDATE"
                                + " SET write_offs = excluded.write_offs, reversals = excluded.reversals,"
                                + " overrides = excluded.overrides, policies = excluded.policies, limit_rises = excluded.limit_rises,"
                                + " version = four_eyes.version + 1 WHERE four_eyes.version = ?",
                        community.value(),
                        rules.writeOffs(),
                        rules.reversals(),
                        rules.overrides(),
                        rules.policies(),
                        json(rules),
                        expectedVersion)
                > 0;
    }

    private static Versioned read(ResultSet row) throws SQLException {
        Map<CurrencyCode, Amount> rises = new HashMap<>();
        try {
            JSON.readValue(row.getString(5), RISES)
                    .forEach((code, units) -> rises.put(new CurrencyCode(code), Amount.ofMinorUnits(units)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("rules of four eyes are unreadable", e);
        }
        return new Versioned(
                new FourEyes(row.getBoolean(1), row.getBoolean(2), row.getBoolean(3), row.getBoolean(4), rises),
                row.getLong(6));
    }

    private static String json(FourEyes rules) {
        try {
            return JSON.writeValueAsString(rules.risesInMinorUnits());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
