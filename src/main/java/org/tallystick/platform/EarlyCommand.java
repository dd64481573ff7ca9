package org.tallystick.platform;

import org.eclipse.microprofile.config.Config;

/**
 * Something this program does once in place of serving, before any database or Quarkus is started: what concerns the data
 * directory itself. Chosen by the first argument; found by {@link java.util.ServiceLoader}, for there are no beans yet.
 */
public interface EarlyCommand {
    /** The first argument that chooses it, such as {@code backup}. */
    String name();

    /** One line for the usage text. */
    String summary();

    /**
     * Runs to its end. What it reports it writes through {@link Console}.
     *
     * @param args the arguments after the name
     * @return the exit code
     * @throws StartFailure with what it has to say, for the exit code 1
     */
    int run(Config config, String... args);
}
