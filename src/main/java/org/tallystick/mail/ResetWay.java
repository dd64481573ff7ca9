package org.tallystick.mail;

/** How the reader of a letter gets to a new password for one login. */
public record ResetWay(String username, Way way) {}
