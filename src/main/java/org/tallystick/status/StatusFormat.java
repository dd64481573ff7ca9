package org.tallystick.status;

import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** In what form it is told; the first where any will do. */
enum StatusFormat {
    TEXT(MediaType.TEXT_PLAIN_TYPE.withCharset("UTF-8"), StatusText::of),
    PAGE(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"), StatusPage::of),
    JSON(MediaType.APPLICATION_JSON_TYPE, StatusView::of);

    private final MediaType type;
    private final Function<Status, Object> form;

    StatusFormat(MediaType type, Function<Status, Object> form) {
        this.type = type;
        this.form = form;
    }

    MediaType type() {
        return type;
    }

    Object form(Status status) {
        return form.apply(status);
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
                .filter(format -> accepted.isCompatible(format.type))
                .findFirst();
    }
}
