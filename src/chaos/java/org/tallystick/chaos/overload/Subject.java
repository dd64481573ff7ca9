package org.tallystick.chaos.overload;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tallystick.testing.ServiceProcess;

/** The packaged service on its embedded database, with little memory and a short queue. */
record Subject(ServiceProcess process) implements AutoCloseable {
    static final String PASSWORD = "the operator of the overload";
    static final String HEAP = "512m";

    /** @param settings more variables of its environment */
    static Subject start(Path scratch, Map<String, String> settings) {
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("TALLYSTICK_DATA_DIR", scratch.resolve("data").toString());
        environment.put("TALLYSTICK_DEMO", "false");
        environment.put("TALLYSTICK_OPERATOR_PASSWORD", PASSWORD);
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        return new Subject(ServiceProcess.start(List.of("-Xmx" + HEAP), environment)
                .awaitReady());
    }

    URI uri() {
        return process.baseUri();
    }

    InetSocketAddress address() {
        return new InetSocketAddress(uri().getHost(), uri().getPort());
    }

    /** What is resident of the process, heap and all else, in bytes. */
    long residentBytes() throws IOException {
        return Files.readAllLines(Path.of("/proc", String.valueOf(process.pid()), "status")).stream()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .findFirst()
                        .orElseThrow()
                * 1_024;
    }

    /** How often its log speaks of something. */
    long logged(String word) {
        return process.output().lines().filter(line -> line.contains(word)).count();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.close();
    }
}
