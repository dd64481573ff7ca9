package org.tallystick.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.tallystick.testing.TestDatabase;

/** A thread that waits for the database is called back from there. */
class RunningStatementsTest {
    private final Database database = new Database(TestDatabase.fresh().application());

    @Test
    void aStatementThatRunsIsBrokenOffAndTheThreadIsTold() throws InterruptedException {
        RunningStatements statements = new RunningStatements();
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<Boolean> work = CompletableFuture.supplyAsync(() -> {
            statements.enter();
            try {
                return sleep(begun);
            } finally {
                statements.leave();
            }
        });
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();

        for (int i = 0; i < 50 && !work.isDone(); i++) {
            statements.cancel();
            TimeUnit.MILLISECONDS.sleep(100);
        }

        assertThatThrownBy(() -> work.orTimeout(1, TimeUnit.SECONDS).join())
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(StatementCancelled.class);
        statements.cancel();
        assertThat(new Sql(database).exists("SELECT 1")).isTrue();
    }

    private boolean sleep(CountDownLatch begun) {
        return database.with(connection -> {
            try (Statement statement = connection.createStatement()) {
                begun.countDown();
                return statement.execute("SELECT pg_sleep(60)");
            }
        });
    }
}
