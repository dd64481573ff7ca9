package org.tallystick.posting;

/**
 * One place where the books are not as they must be.
 *
 * @param invariant {@code I1}, {@code I2}, {@code I3}, {@code I5} (reversals), {@code I6} (keys) or {@code holds}
 * @param subject what is wrong: {@code trade <id>}, {@code account <id>}, {@code account <id> entry 7}…
 * @param detail how it is wrong, for a person; amounts are in minor units
 */
public record Violation(String invariant, String subject, String detail) {}
