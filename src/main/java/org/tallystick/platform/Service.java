package org.tallystick.platform;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What runs once Quarkus has started: the command that the first argument names, or the service until it is stopped. */
public class Service implements QuarkusApplication {
    private static final int USAGE = 2;

    private final Banner banner;
    private final List<Command> commands;

    @Inject
    Service(Banner banner, @Any Instance<Command> commands) {
        this.banner = banner;
        this.commands =
                commands.stream().sorted(Comparator.comparing(Command::name)).toList();
    }

    @Override
    public int run(String... args) {
        if (args.length == 0) {
            banner.show();
            Quarkus.waitForExit();
            return 0;
        }
        Optional<Command> command = commands.stream()
                .filter(candidate -> candidate.name().equals(args[0]))
                .findFirst();
        if (command.isEmpty()) {
            Console.complain(usage(args[0]));
            return USAGE;
        }
        return command.get().run(Arrays.copyOfRange(args, 1, args.length));
    }

    private String usage(String unknown) {
        Stream<String> known = Stream.concat(
                        commands.stream().map(command -> line(command.name(), command.summary())),
                        EarlyCommands.all().stream().map(command -> line(command.name(), command.summary())))
                .sorted();
        return "There is no command '" + unknown + "'. Without one the service starts. Commands:\n"
                + String.join("\n", known.toList());
    }

    private static String line(String name, String summary) {
        return "  %-16s %s".formatted(name, summary);
    }
}
