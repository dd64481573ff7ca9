package org.tallystick.job;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The file that a job has made.
 *
 * @param href where it is fetched, by whoever asked for it
 * @param size in bytes
 * @param sha256 of its bytes, in 64 hexadecimal digits
 * @param expiresAt when it is deleted
 */
@Schema(name = "JobResult")
public record ResultView(String href, String fileName, String mediaType, long size, String sha256, Instant expiresAt) {}
