package org.tallystick.security;

import jakarta.inject.Singleton;
import org.tallystick.change.Actor;
import org.tallystick.platform.Command;
import org.tallystick.platform.Console;

/** {@code rotate-keys}: lets a new key sign, as after a copy of the database has got into wrong hands. */
@Singleton
final class RotateKeysCommand implements Command {
    private static final int MISUSED = 2;

    private final RotateKeys keys;

    RotateKeysCommand(RotateKeys keys) {
        this.keys = keys;
    }

    @Override
    public String name() {
        return "rotate-keys";
    }

    @Override
    public String summary() {
        return "lets a new key sign the access tokens; running instances follow within a second";
    }

    @Override
    public int run(String... args) {
        if (args.length > 0) {
            Console.complain("rotate-keys takes no arguments");
            return MISUSED;
        }
        Console.say("The key " + keys.rotate(Actor.COMMAND_LINE)
                + " signs from now on; those before it verify until their tokens have expired.");
        return 0;
    }
}
