package org.tallystick.link;

import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tallystick.problem.FieldErrors;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;

/** The formats of a QR code. */
enum QrFormat {
    PNG("image/png"),
    SVG("image/svg+xml");

    private final MediaType mediaType;

    QrFormat(String mediaType) {
        this.mediaType = MediaType.valueOf(mediaType);
    }

    MediaType mediaType() {
        return mediaType;
    }

    byte[] of(QrCode code, int sizePixels) {
        return switch (this) {
            case PNG -> code.png(sizePixels);
            case SVG -> code.svg(sizePixels);
        };
    }

    /** By the query parameter {@code format}; what is none is noted among the errors. */
    static Optional<QrFormat> read(@Nullable String parameter, FieldErrors errors) {
        return errors.readIfPresent("format", parameter, QrFormat::named);
    }

    private static QrFormat named(String text) {
        for (QrFormat format : values()) {
            if (format.name().toLowerCase(Locale.ROOT).equals(text)) {
                return format;
            }
        }
        throw new IllegalArgumentException("must be \"png\" or \"svg\"");
    }

    /**
     * By the Accept header, in its order of preference.
     *
     * @throws ProblemException {@code not-acceptable}
     */
    static QrFormat accepted(List<MediaType> acceptable) {
        for (MediaType wanted : acceptable) {
            for (QrFormat format : values()) {
                if (wanted.isCompatible(format.mediaType)) {
                    return format;
                }
            }
        }
        throw ProblemException.of(ProblemType.NOT_ACCEPTABLE, "A QR code is offered as image/png and image/svg+xml.");
    }
}
