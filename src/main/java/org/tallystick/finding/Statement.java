package org.tallystick.finding;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A statement that is put together of parts, each with its own parameters. */
final class Statement {
    private final StringBuilder text = new StringBuilder();
    private final List<Object> parameters = new ArrayList<>();

    Statement add(String part, Object... values) {
        text.append(part).append('\n');
        parameters.addAll(List.of(values));
        return this;
    }

    String text() {
        return text.toString();
    }

    PreparedStatement on(Connection connection) throws SQLException {
        return on(connection, "");
    }

    /** @param before what the statement begins with: {@code EXPLAIN} */
    PreparedStatement on(Connection connection, String before) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(before + text);
        for (int i = 0; i < parameters.size(); i++) {
            Object value = parameters.get(i);
            if (value instanceof Long[] numbers) {
                statement.setArray(i + 1, connection.createArrayOf("bigint", numbers));
            } else if (value instanceof UUID[] ids) {
                statement.setArray(i + 1, connection.createArrayOf("uuid", ids));
            } else {
                statement.setObject(i + 1, value);
            }
        }
        return statement;
    }
}
