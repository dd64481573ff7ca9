package org.tallystick.chaos.ha;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.tallystick.chaos.fault.Commands;

/** A host for each node, as far as the kernel is concerned: a network namespace with an address, on a bridge that is ours. */
final class Network implements AutoCloseable {
    private static final String SUBNET = "10.213.0.";
    private static final int GATEWAY = 254;

    /** What it is called in the system; the whole name of a device has 15 characters at most. */
    private final String name = "th" + ProcessHandle.current().pid() % 1_000_000;

    private final int hosts;

    private Network(int hosts) {
        this.hosts = hosts;
    }

    static Network make(int hosts) throws IOException, InterruptedException {
        Network network = new Network(hosts);
        try {
            network.make();
            return network;
        } catch (IOException | InterruptedException | RuntimeException e) {
            network.close();
            throw e;
        }
    }

    private void make() throws IOException, InterruptedException {
        Commands.run("ip", "link", "add", bridge(), "type", "bridge");
        Commands.run("ip", "address", "add", SUBNET + GATEWAY + "/24", "dev", bridge());
        Commands.run("ip", "link", "set", bridge(), "up");
        for (int host = 1; host <= hosts; host++) {
            Commands.run("ip", "netns", "add", namespace(host));
            Commands.run("ip", "link", "add", cable(host), "type", "veth", "peer", "name", "eth0", "netns", namespace(host));
            Commands.run("ip", "link", "set", cable(host), "master", bridge(), "up");
            inside(host, "address", "add", address(host) + "/24", "dev", "eth0");
            inside(host, "link", "set", "eth0", "up");
            inside(host, "link", "set", "lo", "up");
        }
    }

    private void inside(int host, String... words) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("ip", "-n", namespace(host)));
        all.addAll(List.of(words));
        Commands.run(all.toArray(String[]::new));
    }

    /** Of a host, from 1. */
    static String address(int host) {
        return SUBNET + host;
    }

    /** What to put before a command, that it runs there; it becomes that command, and keeps its number. */
    List<String> on(int host) {
        return List.of("ip", "netns", "exec", namespace(host));
    }

    /** Nothing comes to this host or from it, not even word that it cannot be reached. */
    void cut(int host) throws IOException, InterruptedException {
        Commands.run("ip", "link", "set", cable(host), "nomaster");
    }

    void join(int host) throws IOException, InterruptedException {
        Commands.run("ip", "link", "set", cable(host), "master", bridge());
    }

    private String bridge() {
        return name + "b";
    }

    private String namespace(int host) {
        return name + "n" + host;
    }

    private String cable(int host) {
        return name + "v" + host;
    }

    /** Takes it all away; the processes there have ended. */
    @Override
    public void close() {
        try {
            for (int host = 1; host <= hosts; host++) {
                Commands.attempt("ip", "netns", "delete", namespace(host));
                Commands.attempt("ip", "link", "delete", cable(host));
            }
            Commands.attempt("ip", "link", "delete", bridge());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
