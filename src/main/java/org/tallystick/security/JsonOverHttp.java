package org.tallystick.security;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Reads a small JSON document from another server, in a bounded time and a bounded size, and follows it nowhere else. */
final class JsonOverHttp {
    static final int LARGEST_BYTES = 256 * 1_024;
    private static final ObjectMapper JSON = new ObjectMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    private final HttpClient http;
    private final Duration longest;

    /** @param longest from the first byte sent to the last received */
    JsonOverHttp(Duration longest) {
        this.longest = longest;
        this.http = HttpClient.newBuilder()
                .connectTimeout(longest)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** @throws IOException that says why there is no such document */
    JsonNode get(URI address) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(longest)
                .header("Accept", "application/json")
                .build();
        CompletableFuture<HttpResponse<byte[]>> asked = http.sendAsync(request, any -> new SmallBody());
        try {
            // The request's own time ends with the head of the answer; a body that trickles in has no more time than
            // that.
            HttpResponse<byte[]> response = asked.get(longest.toMillis(), TimeUnit.MILLISECONDS);
            if (response.statusCode() != 200) {
                throw new IOException(address + " answers " + response.statusCode());
            }
            return JSON.readTree(response.body());
        } catch (TimeoutException e) {
            throw new IOException(address + " does not answer within " + longest, e);
        } catch (ExecutionException e) {
            throw new IOException(address + " cannot be read: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while reading " + address, e);
        } finally {
            asked.cancel(true);
        }
    }

    private static final class SmallBody implements HttpResponse.BodySubscriber<byte[]> {
        private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final CompletableFuture<Flow.Subscription> source = new CompletableFuture<>();

        @Override
        public CompletionStage<byte[]> getBody() {
            return whole;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            source.complete(subscription);
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(List<ByteBuffer> buffers) {
            for (ByteBuffer buffer : buffers) {
                if (bytes.size() + buffer.remaining() > LARGEST_BYTES) {
                    source.thenAccept(Flow.Subscription::cancel);
                    whole.completeExceptionally(new IOException("it is larger than " + LARGEST_BYTES + " bytes"));
                    return;
                }
                byte[] some = new byte[buffer.remaining()];
                buffer.get(some);
                bytes.writeBytes(some);
            }
        }

        @Override
        public void onError(Throwable problem) {
            whole.completeExceptionally(problem);
        }

        @Override
        public void onComplete() {
            whole.complete(bytes.toByteArray());
        }
    }
}
