package org.tallystick.member;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tallystick.security.MemberId;

/**
 * A member as other features see it.
 *
 * @param joined a local date of the community
 * @param version of the profile and the status
 * @param profile the values of the community's profile fields, by code
 */
public record Member(
        MemberId id,
        Handle handle,
        String name,
        MemberKind kind,
        Optional<EmailAddress> email,
        MemberStatus status,
        LocalDate joined,
        long version,
        Map<String, String> profile) {

    public Member {
        profile = Map.copyOf(profile);
    }

    Member with(
            String newName,
            MemberKind newKind,
            Optional<EmailAddress> newEmail,
            MemberStatus newStatus,
            Map<String, String> newProfile) {
        return new Member(id, handle, newName, newKind, newEmail, newStatus, joined, version + 1, newProfile);
    }

    /** As a change record keeps it. */
    Map<String, @Nullable Object> toValues() {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("handle", handle.value());
        values.put("name", name);
        values.put("kind", kind.text());
        values.put("email", email.map(EmailAddress::value).orElse(null));
        values.put("status", status.text());
        if (!profile.isEmpty()) {
            values.put("fields", new TreeMap<>(profile));
        }
        return values;
    }
}
