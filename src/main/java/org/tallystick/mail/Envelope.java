package org.tallystick.mail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.qute.Variant;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A letter as it is sent: all that it says and to whom, in words. */
record Envelope(String recipient, String subject, String text, String html) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Envelope of(Recipient recipient, Letter letter, Links links) {
        return new Envelope(
                recipient.address(),
                letter.subject(),
                render(letter.body(links), Variant.TEXT_PLAIN),
                render(letter.body(links), Variant.TEXT_HTML));
    }

    private static String render(TemplateInstance body, String type) {
        return body.setAttribute(TemplateInstance.SELECTED_VARIANT, Variant.forContentType(type))
                .render();
    }

    byte[] toBytes() {
        try {
            return JSON.writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Envelope read(byte[] bytes) {
        try {
            return JSON.readValue(bytes, Envelope.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Without a word of it, for whoever logs it. */
    @Override
    public String toString() {
        return "Envelope";
    }
}
