package org.tallystick.problem;

/**
 * What is wrong with one field of a request.
 *
 * @param field the path in the body ({@code trades[3].amount}), or the name of the parameter or header
 * @param code a stable code: {@code required}, {@code malformed}, {@code unknown-field}, {@code too-long}…
 * @param detail a sentence for the person who wrote the request
 */
public record FieldError(String field, String code, String detail) {}
