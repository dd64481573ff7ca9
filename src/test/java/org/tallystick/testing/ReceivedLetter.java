package org.tallystick.testing;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A letter as it arrived.
 *
 * @param to the addresses of its header
 * @param headers by name; of one that comes several times, the last
 */
public record ReceivedLetter(List<String> to, String subject, String text, String html, Map<String, String> headers) {
    static ReceivedLetter of(MimeMessage message) {
        try {
            Map<String, String> headers = new LinkedHashMap<>();
            message.getAllHeaders().asIterator().forEachRemaining(one -> headers.put(one.getName(), one.getValue()));
            return new ReceivedLetter(
                    Arrays.stream(message.getAllRecipients())
                            .map(Object::toString)
                            .toList(),
                    message.getSubject(),
                    part(message, "text/plain"),
                    part(message, "text/html"),
                    headers);
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String part(MimeMessage message, String type) throws MessagingException, IOException {
        Multipart parts = (Multipart) message.getContent();
        for (int i = 0; i < parts.getCount(); i++) {
            BodyPart part = parts.getBodyPart(i);
            if (part.isMimeType(type)) {
                return ((String) part.getContent()).replace("\r\n", "\n");
            }
        }
        throw new IllegalStateException("No part of " + message.getContentType() + " is " + type);
    }
}
