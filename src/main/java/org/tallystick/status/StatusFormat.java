package org.tallystick.status;

import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** In what form it is told; the first where any will do. */
enum StatusFormat {
    TEXT(MediaType.TEXT_PLAIN),
    PAGE(MediaType.TEXT_HTML),
    JSON(MediaType.APPLICATION_JSON);

    private static final String CHARSET = "UTF-8";

    private final String type;

    StatusFormat(String type) {
        this.type = type;
    }

    MediaType type() {
        return MediaType.valueOf(type).withCharset(CHARSET);
    }

    Object form(Status status) {
        return switch (this) {
            case TEXT -> StatusText.of(status);
            case PAGE -> StatusPage.of(status);
            case JSON -> StatusView.of(status);
        };
    }

    /** @param accepted by whoever asks, what is liked best first */
    static StatusFormat of(List<MediaType> accepted) {
        return accepted.stream()
                .map(StatusFormat::of)
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(TEXT);
    }

    private static Optional<StatusFormat> of(MediaType accepted) {
        return Arrays.stream(values())
                .filter(format -> accepted.isCompatible(MediaType.valueOf(format.type)))
                .findFirst();
    }
}
