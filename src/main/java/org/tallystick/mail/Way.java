package org.tallystick.mail;

import java.util.Optional;

/**
 * How the reader of a letter gets on: by a link, or where the operator has configured none by the token itself.
 *
 * @param link empty where there is none
 */
public record Way(String link, String token) {
    static Way by(Optional<LinkTemplate> template, String token) {
        return new Way(template.map(link -> link.with(token)).orElse(""), token);
    }

    @Override
    public String toString() {
        return link.isEmpty() ? "Way[by token]" : "Way[by link]";
    }
}
