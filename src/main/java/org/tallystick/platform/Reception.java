package org.tallystick.platform;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.AttributeKey;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * For how long a connection has been sending what it is sending now: the head of a request, then its body. A connection that is
 * silent is idle, which is another matter.
 */
final class Reception extends ChannelInboundHandlerAdapter {
    private static final Set<Reception> OPEN = ConcurrentHashMap.newKeySet();
    private static final AttributeKey<Reception> KEY = AttributeKey.valueOf("tallystick.reception");

    private final Channel connection;
    private volatile Stage stage = Stage.SILENT;

    private enum Kind {
        SILENT,
        RECEIVES,
        /** A request that has no body, for as long as its answer may take. */
        RECEIVED,
        /** What HTTP/2 mixes on one connection is not told apart here. */
        UNWATCHED
    }

    /**
     * @param sinceNanos when it began, of {@link System#nanoTime}
     * @param request whose body it is; none for a head
     */
    private record Stage(
            Kind kind,
            long sinceNanos,
            Duration mayTake,
            @Nullable HttpServerRequest request) {
        static final Stage SILENT = new Stage(Kind.SILENT, 0, Duration.ZERO, null);
        static final Stage UNWATCHED = new Stage(Kind.UNWATCHED, 0, Duration.ZERO, null);

        boolean isUnderWay() {
            return kind == Kind.RECEIVES && (request == null || !request.isEnded());
        }

        boolean isAnswered() {
            return request == null || request.response().ended();
        }
    }

    Reception(Channel connection) {
        this.connection = connection;
    }

    /** Of all connections that are open. */
    static Set<Reception> open() {
        return OPEN;
    }

    static Optional<Reception> of(HttpServerRequest request) {
        return request.connection() instanceof ConnectionBase base
                ? Optional.ofNullable(base.channel().attr(KEY).get())
                : Optional.empty();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        connection.attr(KEY).set(this);
        OPEN.add(this);
        connection.closeFuture().addListener(closed -> OPEN.remove(this));
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
        Stage now = stage;
        // What comes behind a request that is not answered yet waits for that, and not for its sender.
        if (now.kind() != Kind.UNWATCHED && !now.isUnderWay() && now.isAnswered()) {
            stage = new Stage(Kind.RECEIVES, System.nanoTime(), Duration.ZERO, null);
        }
        context.fireChannelRead(bytes);
    }

    /**
     * The head of a request is whole.
     *
     * @param bodyMayTake how long its body may take; nothing if it has none, when there is nobody to be waited for
     */
    void headIsWhole(HttpServerRequest request, Optional<Duration> bodyMayTake) {
        Kind kind = bodyMayTake.isPresent() ? Kind.RECEIVES : Kind.RECEIVED;
        stage = request.version() == HttpVersion.HTTP_2
                ? Stage.UNWATCHED
                : new Stage(kind, System.nanoTime(), bodyMayTake.orElse(Duration.ZERO), request);
    }

    /** Whether what it sends takes longer than it may. */
    boolean isLate(long nowNanos, Duration headMayTake) {
        Stage now = stage;
        Duration mayTake = now.request() == null ? headMayTake : now.mayTake();
        return now.kind() == Kind.RECEIVES && nowNanos - now.sinceNanos() > mayTake.toNanos() && now.isUnderWay();
    }

    void end() {
        connection.close();
    }
}
