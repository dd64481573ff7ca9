package org.tallystick.job;

/**
 * A result that is whole.
 *
 * @param size in bytes
 * @param sha256 of its bytes, in 64 hexadecimal digits
 */
record ResultFile(String fileName, String mediaType, long size, String sha256) {}
