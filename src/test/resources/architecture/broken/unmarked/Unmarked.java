package org.tallystick.broken.unmarked;

/** Lies in a package without package-info. */
class Unmarked {}
