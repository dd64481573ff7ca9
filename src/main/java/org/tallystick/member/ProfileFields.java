package org.tallystick.member;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tallystick.ledger.CommunityId;
import org.tallystick.member.ProfileField.Kind;
import org.tallystick.member.ProfileField.Visibility;
import org.tallystick.platform.Sql;

/** The profile fields of a community, as they stand in the database. Changes belong to the caller's transaction. */
@ApplicationScoped
class ProfileFields {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Sql sql;

    ProfileFields(Sql sql) {
        this.sql = sql;
    }

    /** In their order. */
    List<ProfileField> all(CommunityId community) {
        return sql.list(
                "SELECT code, label, kind, choices::text AS choices, required, visibility, owner_may_change"
                        + " FROM profile_field WHERE community_id = ? ORDER BY position",
                ProfileFields::toField,
                community.value());
    }

    long version(CommunityId community) {
        return sql.one(
                        "SELECT profile_fields_version FROM community WHERE community_id = ?",
                        row -> row.getLong(1),
                        community.value())
                .orElseThrow();
    }

    /** Whether a member has a value. */
    boolean hasValues(CommunityId community, String code) {
        return sql.exists(
                "SELECT FROM member WHERE community_id = ? AND jsonb_exists(profile, ?) LIMIT 1",
                community.value(),
                code);
    }

    void removeValues(CommunityId community, String code) {
        sql.update(
                "UPDATE member SET profile = profile - ?::text, version = version + 1"
                        + " WHERE community_id = ? AND jsonb_exists(profile, ?)",
                code,
                community.value(),
                code);
    }

    void replace(CommunityId community, List<ProfileField> fields) {
        sql.update("DELETE FROM profile_field WHERE community_id = ?", community.value());
        for (int i = 0; i < fields.size(); i++) {
            ProfileField field = fields.get(i);
            sql.update(
                    "INSERT INTO profile_field (community_id, code, position, label, kind, choices, required, visibility,"
                            + " owner_may_change) VALUES (?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?)",
                    community.value(),
                    field.code(),
                    i,
                    field.label(),
                    field.kind().text(),
                    field.kind() == Kind.CHOICE ? json(field.choices()) : null,
                    field.required(),
                    field.visibility().text(),
                    field.ownerMayChange());
        }
        sql.update(
                "UPDATE community SET profile_fields_version = profile_fields_version + 1 WHERE community_id = ?",
                community.value());
    }

    private static ProfileField toField(ResultSet row) throws SQLException {
        return new ProfileField(
                row.getString("code"),
                row.getString("label"),
                Kind.read(row.getString("kind")),
                choices(row.getString("choices")),
                row.getBoolean("required"),
                Visibility.read(row.getString("visibility")),
                row.getBoolean("owner_may_change"));
    }

    private static String json(List<String> choices) {
        try {
            return JSON.writeValueAsString(choices);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("choices are plain texts", e);
        }
    }

    private static List<String> choices(@Nullable String json) {
        try {
            return json == null ? List.of() : JSON.readValue(json, new TypeReference<List<String>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the choices of a field are unreadable", e);
        }
    }
}
