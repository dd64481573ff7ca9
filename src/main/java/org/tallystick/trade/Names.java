package org.tallystick.trade;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import org.tallystick.security.Caller;
import org.tallystick.security.MembersErased;

/** What the users and exchange systems are called that recorded trades. */
@ApplicationScoped
public class Names {
    private static final long MOST = 50_000;

    private final DataSource dataSource;
    private final Cache<UUID, String> names =
            Caffeine.newBuilder().maximumSize(MOST).build();

    Names(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** The name; the caller's own is known without asking the database. */
    public String of(UUID id, Caller caller) {
        return id.equals(caller.id()) ? caller.name() : names.get(id, this::read);
    }

    /** Of logins that were erased too; they may be of whatever community. */
    void forget(@Observes MembersErased erased) {
        names.invalidateAll();
    }

    private String read(UUID id) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("SELECT username FROM app_user WHERE user_id = ? UNION ALL "
                                + "SELECT name FROM client WHERE client_id = ?")) {
            statement.setObject(1, id);
            statement.setObject(2, id);
            ResultSet rows = statement.executeQuery();
            return rows.next() ? rows.getString(1) : id.toString();
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read who recorded a trade", e);
        }
    }
}
