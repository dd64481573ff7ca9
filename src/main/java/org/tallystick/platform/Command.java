package org.tallystick.platform;

/** Something this program does once in place of serving: a CDI bean, chosen by the first argument. No port is opened. */
public interface Command {
    /** The first argument that chooses it, such as {@code verify}. */
    String name();

    /** One line for the usage text. */
    String summary();

    /**
     * Runs to its end. What it reports it writes through {@link Console}.
     *
     * @param args the arguments after the name
     * @return the exit code
     */
    int run(String... args);
}
