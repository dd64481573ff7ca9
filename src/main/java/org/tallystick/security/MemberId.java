package org.tallystick.security;

import java.util.UUID;

/** A member of a community. */
public record MemberId(UUID value) {}
