package org.tallystick.job;

import java.util.Map;
import java.util.Optional;
import org.tallystick.security.MemberId;

/**
 * A job that is asked for.
 *
 * @param kind what it does, in a word: {@code statement-export}
 * @param request all that the work needs, as JSON; it is the same whenever it is begun
 * @param told what the audit log says of it; nothing that names a person
 * @param member whom it concerns; empty: nobody, or the whole community
 */
public record NewJob(String kind, String request, Map<String, String> told, Optional<MemberId> member) {
    public NewJob {
        told = Map.copyOf(told);
    }
}
