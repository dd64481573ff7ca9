package org.tallystick.docs;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * As much of curl as the documents use, so that a machine without it still executes them. An option that is not known here
 * fails, and so does whoever writes it into a document.
 */
public final class Curl {
    private final List<String> data = new ArrayList<>();
    private final List<String> headers = new ArrayList<>();
    private boolean printsBody = true;
    private boolean printsHead;
    private String format = "";
    private String url = "";
    /** Empty: GET, or POST with data, as curl has it. */
    private String method = "";

    private Curl(Deque<String> words) {
        while (!words.isEmpty()) {
            String word = words.remove();
            switch (word) {
                case "-s" -> {}
                case "-d", "--data-binary" -> data.add(words.remove());
                case "-H" -> headers.add(words.remove());
                case "-u" -> headers.add("Authorization: Basic " + base64(words.remove()));
                case "-o" -> printsBody = !expect("/dev/null", words.remove());
                case "-D" -> printsHead = expect("-", words.remove());
                case "-X" -> method = words.remove();
                case "-w" -> format = words.remove();
                default -> url = word.startsWith("-") ? unknown(word) : word;
            }
        }
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        new Curl(new ArrayDeque<>(List.of(arguments))).run(out);
    }

    private void run(PrintStream out) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
        boolean typed = headers.stream().anyMatch(header -> header.startsWith("Content-Type:"));
        headers.forEach(header -> request.header(header.split(": ", 2)[0], header.split(": ", 2)[1]));
        HttpRequest.BodyPublisher body = data.isEmpty()
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(String.join("&", data));
        if (!method.isEmpty()) {
            request.method(method, body);
        }
        if (!data.isEmpty()) {
            if (method.isEmpty()) {
                request.POST(body);
            }
            if (!typed) {
                request.header("Content-Type", "application/x-www-form-urlencoded");
            }
        }
        HttpResponse<String> response =
                HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (printsHead) {
            response.headers()
                    .map()
                    .forEach((name, values) -> values.forEach(value -> out.println(capitalised(name) + ": " + value)));
        }
        if (printsBody) {
            out.print(response.body());
        }
        out.print(format.replace("%{http_code}", String.valueOf(response.statusCode()))
                .replace("\\n", "\n"));
    }

    /** The client of Java makes all names small. */
    private static String capitalised(String name) {
        return Pattern.compile("\\b[a-z]")
                .matcher(name)
                .replaceAll(letter -> letter.group().toUpperCase(Locale.ROOT));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean expect(String only, String given) {
        return only.equals(given) || !unknown(given).isEmpty();
    }

    private static String unknown(String word) {
        throw new IllegalArgumentException(word + " is not known here");
    }
}
