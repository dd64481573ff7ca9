package org.tallystick.member;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tallystick.security.Access;

/**
 * A member in full.
 *
 * @param fields the values of the community's profile fields that the caller sees, by code
 * @param version what the ETag shows
 */
@Schema(name = "Member")
public record MemberView(
        String handle,
        String name,
        String kind,
        String status,
        @Nullable String email,
        LocalDate joined,
        Map<String, String> fields,
        @JsonIgnore long version)
        implements VisibleMember {

    static MemberView of(Access access, Member member, List<ProfileField> fields) {
        return new MemberView(
                member.handle().value(),
                member.name(),
                member.kind().text(),
                member.status().text(),
                member.email().map(EmailAddress::value).orElse(null),
                member.joined(),
                ProfileField.seen(access, member, fields),
                member.version());
    }

    /** A member as the others of the community see it. */
    @Schema(name = "ListedMember")
    public record Listed(String handle, String name, String kind, String status, Map<String, String> fields)
            implements VisibleMember {

        static Listed of(Access access, Member member, List<ProfileField> fields) {
            return new Listed(
                    member.handle().value(),
                    member.name(),
                    member.kind().text(),
                    member.status().text(),
                    ProfileField.seen(access, member, fields));
        }
    }
}
