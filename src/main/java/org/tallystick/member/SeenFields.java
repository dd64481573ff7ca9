package org.tallystick.member;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiPredicate;
import org.tallystick.security.Access;
import org.tallystick.security.MemberId;

/** Which values of profile fields a caller sees, for features that keep some beside the profile. */
@ApplicationScoped
public class SeenFields {
    private final ProfileFields fields;

    SeenFields(ProfileFields fields) {
        this.fields = fields;
    }

    /**
     * Waits for the database once; the answers do not.
     *
     * @return whether the caller sees the value that the member has, or had, of the field of this code; nobody sees that of a field
     *     which there is no more
     */
    public BiPredicate<MemberId, String> of(Access access) {
        Map<String, ProfileField> byCode = new HashMap<>();
        fields.all(access.community().id()).forEach(field -> byCode.put(field.code(), field));
        return (member, code) -> {
            ProfileField field = byCode.get(code);
            return field != null && field.isSeenBy(access, member);
        };
    }
}
