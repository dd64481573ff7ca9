package org.tallystick.verification;

import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.tallystick.platform.Command;
import org.tallystick.platform.Console;

/** Verifies the books of every community: exit code 0 if all are right, 1 if not, 2 if it was called wrongly. */
@Singleton
final class VerifyCommand implements Command {
    private static final int RIGHT = 0;
    private static final int WRONG = 1;
    private static final int MISUSED = 2;

    private final VerifyAllBooks verifyAllBooks;

    VerifyCommand(VerifyAllBooks verifyAllBooks) {
        this.verifyAllBooks = verifyAllBooks;
    }

    @Override
    public String name() {
        return "verify";
    }

    @Override
    public String summary() {
        return "checks the books of every community; exit code 1 if something is wrong";
    }

    @Override
    public int run(String... args) {
        if (args.length > 0) {
            Console.complain("verify takes no arguments");
            return MISUSED;
        }
        AtomicBoolean right = new AtomicBoolean(true);
        try {
            verifyAllBooks.verify(AskedBy.COMMAND, (slug, verification) -> {
                Console.say(verification.lines(slug));
                right.compareAndSet(true, verification.ok());
            });
        } catch (SQLException e) {
            throw new IllegalStateException("The books could not be read", e);
        }
        return right.get() ? RIGHT : WRONG;
    }
}
