package org.tallystick.bench;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** How much of a service's heap is alive: what it says is used, right after a full collection. */
final class LiveHeap {
    private static final int FEWEST_READINGS = 3;

    private final Server service;
    private final HttpClient http = HttpClient.newHttpClient();

    LiveHeap(Server service) {
        this.service = service;
    }

    /** What the service is asked to do. */
    interface Work {
        void once() throws Exception;
    }

    /** The most bytes while the work is done: once if it takes long, else again and again for some readings. */
    long mostDuring(Work work) throws Exception {
        AtomicBoolean enough = new AtomicBoolean();
        CompletableFuture<Void> done = CompletableFuture.runAsync(() -> repeat(work, enough));
        long most = 0;
        for (int readings = 0; !done.isDone(); readings++) {
            enough.set(readings >= FEWEST_READINGS);
            most = Math.max(most, bytes());
        }
        done.get();
        return most;
    }

    private static void repeat(Work work, AtomicBoolean enough) {
        try {
            do {
                work.once();
            } while (!enough.get());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    long bytes() throws IOException, InterruptedException {
        collect();
        HttpRequest request = HttpRequest.newBuilder(service.uri("/q/metrics")).build();
        return (long) http.send(request, BodyHandlers.ofString())
                .body()
                .lines()
                .filter(line -> line.startsWith("jvm_memory_used_bytes{") && line.contains("area=\"heap\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private void collect() throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        String.valueOf(service.pid()),
                        "GC.run")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (jcmd.waitFor() != 0) {
            throw new IllegalStateException("jcmd does not reach process " + service.pid());
        }
    }
}
