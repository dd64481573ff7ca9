package org.tallystick.chaos.ha;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.tallystick.chaos.fault.Commands;
import org.tallystick.chaos.fault.Commands.Ended;
import org.tallystick.chaos.fault.Signals;

/** A host for each node, as far as the kernel is concerned: a network namespace with an address, on a bridge that is ours. */
final class Network implements AutoCloseable {
    private static final String SUBNET = "10.213.0.";
    private static final int GATEWAY = 254;
    private static final String PREFIX = "th";
    private static final Pattern NAMESPACE = Pattern.compile(PREFIX + "(\\d+)n(\\d+)");
    private static final int KILL_ATTEMPTS = 100;

    /** Of the process that made it; the whole name of a device has 15 characters at most. */
    private final long maker;

    private final List<Integer> hosts;

    private Network(long maker, List<Integer> hosts) {
        this.maker = maker;
        this.hosts = hosts;
    }

    static Network make(int hosts) throws IOException, InterruptedException {
        sweep();
        Network network = new Network(
                ProcessHandle.current().pid(), IntStream.rangeClosed(1, hosts).boxed().toList());
        try {
            network.make();
            return network;
        } catch (IOException | InterruptedException | RuntimeException e) {
            network.close();
            throw e;
        }
    }

    /** Takes away what an earlier run left behind that was itself ended by {@code kill -9}. */
    private static void sweep() throws IOException, InterruptedException {
        for (String line : Commands.attempt("ip", "netns", "list").output().lines().toList()) {
            Matcher name = NAMESPACE.matcher(line.split(" ", 2)[0]);
            if (name.matches()) {
                long maker = Long.parseLong(name.group(1));
                if (ProcessHandle.of(maker).isEmpty()) {
                    new Network(maker, List.of(Integer.parseInt(name.group(2)))).close();
                }
            }
        }
    }

    private void make() throws IOException, InterruptedException {
        Commands.run("ip", "link", "add", bridge(), "type", "bridge");
        Commands.run("ip", "address", "add", SUBNET + GATEWAY + "/24", "dev", bridge());
        Commands.run("ip", "link", "set", bridge(), "up");
        for (int host : hosts) {
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

    /**
     * {@code kill -9} of all that runs there, until nothing does.
     *
     * @return how many processes there were at first
     */
    int kill(int host) throws IOException, InterruptedException {
        List<Long> running = running(host);
        int first = running.size();
        for (int attempt = 0; !running.isEmpty(); attempt++) {
            if (attempt == KILL_ATTEMPTS) {
                throw new IOException("processes " + running + " do not end");
            }
            Signals.send("KILL", running);
            TimeUnit.MILLISECONDS.sleep(20);
            running = running(host);
        }
        return first;
    }

    /** None where there is no such host any more. */
    private List<Long> running(int host) throws IOException, InterruptedException {
        Ended pids = Commands.attempt("ip", "netns", "pids", namespace(host));
        return pids.well() ? pids.output().lines().map(Long::parseLong).toList() : List.of();
    }

    private String bridge() {
        return PREFIX + maker + "b";
    }

    private String namespace(int host) {
        return PREFIX + maker + "n" + host;
    }

    private String cable(int host) {
        return PREFIX + maker + "v" + host;
    }

    /** Takes it all away, with whatever runs there. */
    @Override
    public void close() {
        try {
            for (int host : hosts) {
                kill(host);
                Commands.attempt("ip", "link", "delete", cable(host));
                Commands.attempt("ip", "netns", "delete", namespace(host));
            }
            Commands.attempt("ip", "link", "delete", bridge());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
