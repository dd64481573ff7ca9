package org.tallystick.user;

import jakarta.inject.Singleton;
import java.util.List;
import org.tallystick.platform.Command;
import org.tallystick.platform.Console;
import org.tallystick.user.InviteOperator.Invited;

/** {@code invite-operator}: another operator, or a way back in for one who has lost the password. */
@Singleton
final class InviteOperatorCommand implements Command {
    private static final int REFUSED = 1;
    private static final int MISUSED = 2;

    private final InviteOperator inviting;

    InviteOperatorCommand(InviteOperator inviting) {
        this.inviting = inviting;
    }

    @Override
    public String name() {
        return "invite-operator";
    }

    @Override
    public String summary() {
        return "makes an operator, or lets one who has lost the password choose another: invite-operator NAME";
    }

    @Override
    public int run(String... args) {
        if (args.length != 1) {
            Console.complain("invite-operator takes one argument, the name of the operator's login");
            return MISUSED;
        }
        Invited invited;
        try {
            invited = inviting.invite(args[0]);
        } catch (IllegalArgumentException e) {
            Console.complain(args[0] + " " + e.getMessage());
            return REFUSED;
        }
        Console.say(List.of(
                (invited.isNew() ? "The new operator " : "The operator ") + invited.username()
                        + " is invited to choose a password, by this token:",
                "  " + invited.invitation().token(),
                "It is good once, until " + invited.invitation().expiresAt()
                        + ", at POST /v1/invitations/acceptance."));
        return 0;
    }
}
