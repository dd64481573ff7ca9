package org.tallystick.role;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tallystick.ledger.CommunityId;
import org.tallystick.platform.Sql;

/** Who holds which office in a community; a community that is open about power tells its members. */
@ApplicationScoped
public class OfficeHolders {
    /** More than these are not shown; no community has as many. */
    private static final int MOST = 1_000;

    private static final String ALL = """
            SELECT u.username, r.role, NULL AS code FROM community_role r JOIN app_user u ON u.user_id = r.user_id
             WHERE r.community_id = ?
            UNION ALL
            SELECT u.username, 'local-administrator', g.code FROM local_administrator l
              JOIN member_group g ON g.community_id = l.community_id AND g.group_id = l.group_id
              JOIN app_user u ON u.user_id = l.user_id
             WHERE l.community_id = ?
             ORDER BY 2, 3 NULLS FIRST, 1 LIMIT ?""";

    private final Sql sql;

    OfficeHolders(Sql sql) {
        this.sql = sql;
    }

    /** @param group of a local administrator */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "OfficeHolder")
    public record Holder(
            String username, String role, @Nullable String group) {}

    /** Everyone who holds an office. */
    @Schema(name = "OfficeHolders")
    public record Listing(List<Holder> roles) {}

    Listing of(CommunityId community) {
        UUID id = community.value();
        return new Listing(sql.list(
                ALL,
                row -> new Holder(row.getString("username"), row.getString("role"), row.getString("code")),
                id,
                id,
                MOST));
    }
}
