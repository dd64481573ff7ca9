package org.tallystick.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class VerifyCommandTest {
    @Test
    void itSaysWhatIsWrongAndItsExitCodeSaysWhether() throws SQLException {
        VerifiedTown town = new VerifiedTown();
        VerifyCommand command = new VerifyCommand(town.verifyAllBooks);
        assertThat(said(command, 0)).startsWith("maple: ok (1 trades, 2 entries, 2 accounts");
        town.breakTheBooks();
        assertThat(said(command, 1))
                .startsWith("maple: 2 violations (")
                .contains("  I2 currency HRS: its balances sum to -1")
                .contains("  I3 account " + town.alice + ": shows the balance -26, its entries sum to -25");
        assertThat(town.last.read().wrong())
                .singleElement()
                .extracting(VerifiedBooks.Wrong::by)
                .isEqualTo(AskedBy.COMMAND);
        assertThat(command.run("maple")).isEqualTo(2);
    }

    private static String said(VerifyCommand command, int exitCode) {
        PrintStream before = System.out;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            assertThat(command.run()).isEqualTo(exitCode);
        } finally {
            System.setOut(before);
        }
        return said.toString(StandardCharsets.UTF_8);
    }
}
