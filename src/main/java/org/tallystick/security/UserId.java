package org.tallystick.security;

import java.util.UUID;

/** A login. */
public record UserId(UUID value) {}
