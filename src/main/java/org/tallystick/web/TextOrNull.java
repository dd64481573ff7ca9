package org.tallystick.web;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A text field of a body in which {@code null} says something else than the field's absence: "no cap", not "as it is". A
 * component of this type is null where the field is absent.
 */
@JsonDeserialize(using = TextOrNull.Deserializer.class)
@Schema(type = SchemaType.STRING, nullable = true)
public record TextOrNull(@Nullable String text) {

    public Optional<String> value() {
        return Optional.ofNullable(text);
    }

    static final class Deserializer extends StdDeserializer<TextOrNull> {
        private static final long serialVersionUID = 1L;

        Deserializer() {
            super(TextOrNull.class);
        }

        @Override
        public TextOrNull deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (parser.currentToken() != JsonToken.VALUE_STRING) {
                return (TextOrNull) context.handleUnexpectedToken(TextOrNull.class, parser);
            }
            return new TextOrNull(parser.getText());
        }

        @Override
        public TextOrNull getNullValue(DeserializationContext context) {
            return new TextOrNull(null);
        }

        @Override
        public @Nullable Object getAbsentValue(DeserializationContext context) {
            return null;
        }
    }
}
