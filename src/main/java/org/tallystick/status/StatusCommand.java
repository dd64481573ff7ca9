package org.tallystick.status;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.tallystick.platform.Console;
import org.tallystick.platform.EarlyCommand;

/** {@code status}: asks the running service how it stands. */
public final class StatusCommand implements EarlyCommand {
    /** The header that tells a program what the text tells a person. */
    static final String STATE = "X-Tallystick-Status";

    private static final int GOOD = 0;
    private static final int NOT_GOOD = 1;
    private static final int NOT_REACHED = 2;

    private static final int OK = 200;
    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(3);
    private static final Duration LONGEST_ANSWER = ReadStatus.LONGEST.plusSeconds(11);

    @Override
    public String name() {
        return "status";
    }

    @Override
    public String summary() {
        return "asks the running service how it stands; exit code 1 if something needs attention";
    }

    @Override
    public int run(Config config, String... args) {
        Optional<URI> address = StatusAddress.of(config, args);
        if (address.isEmpty()) {
            Console.complain(
                    "status takes no argument where QUARKUS_HTTP_PORT is what the service has; otherwise its address:"
                            + " status http://localhost:8080");
            return NOT_REACHED;
        }
        return ask(address.get());
    }

    private static int ask(URI address) {
        HttpClient client = HttpClient.newBuilder()
                .connectTimeout(LONGEST_CONNECT)
                .proxy(HttpClient.Builder.NO_PROXY)
                .build();
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(LONGEST_ANSWER)
                .header("Accept", "text/plain")
                .build();
        try {
            return tell(address, client.send(request, BodyHandlers.ofString()));
        } catch (HttpTimeoutException e) {
            Console.complain(
                    "The service does not answer at " + address + ". It may be overloaded, or hang: look into its log,"
                            + " and if nothing happens there, start it again. Nothing that was acknowledged is lost"
                            + " by that.");
        } catch (IOException e) {
            Console.complain(
                    "The service cannot be reached at " + address + ". Does it run? If not, start it; a start that is"
                            + " refused says why. If it does, and elsewhere, name its address: status"
                            + " http://localhost:8080");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return NOT_REACHED;
    }

    private static int tell(URI address, HttpResponse<String> answer) {
        Optional<String> state = answer.headers().firstValue(STATE);
        if (answer.statusCode() != OK || state.isEmpty()) {
            Console.complain("What answers at " + address + " does not tell how it stands (HTTP " + answer.statusCode()
                    + "). Is it another program, or a proxy? Name the address of the service itself: status"
                    + " http://localhost:8080");
            return NOT_REACHED;
        }
        Console.say(answer.body().stripTrailing());
        return state.get().equals(State.GOOD.code()) ? GOOD : NOT_GOOD;
    }
}
