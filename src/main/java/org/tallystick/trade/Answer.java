package org.tallystick.trade;

/**
 * What a use case answers.
 *
 * @param replayed whether it is the first answer to this key again
 */
public record Answer<T>(T body, boolean replayed) {}
