package org.tallystick.member;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import org.tallystick.platform.Database;

/** A transaction for what touches no account. */
@ApplicationScoped
class ProfileTransaction {
    private final Database database;

    ProfileTransaction(Database database) {
        this.database = database;
    }

    /** What is done in it. */
    @FunctionalInterface
    interface Work {
        void in(Connection connection) throws SQLException;
    }

    @Transactional
    void write(Work work) {
        database.with(connection -> {
            work.in(connection);
            return true;
        });
    }
}
