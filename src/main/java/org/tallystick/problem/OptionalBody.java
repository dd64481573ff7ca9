package org.tallystick.problem;

/** A request that says enough without a body; the resource then gets null. */
public interface OptionalBody {}
