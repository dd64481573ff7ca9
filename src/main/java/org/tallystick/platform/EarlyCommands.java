package org.tallystick.platform;

import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** The {@link EarlyCommand}s that there are. */
final class EarlyCommands {
    private EarlyCommands() {}

    static List<EarlyCommand> all() {
        return ServiceLoader.load(EarlyCommand.class, EarlyCommands.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    static Optional<EarlyCommand> named(String name) {
        return all().stream().filter(command -> command.name().equals(name)).findFirst();
    }
}
