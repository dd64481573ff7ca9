package org.tallystick.member;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A member in full.
 *
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
        @JsonIgnore long version)
        implements VisibleMember {

    static MemberView of(Member member) {
        return new MemberView(
                member.handle().value(),
                member.name(),
                member.kind().text(),
                member.status().text(),
                member.email().map(EmailAddress::value).orElse(null),
                member.joined(),
                member.version());
    }

    /** A member as the others of the community see it. */
    @Schema(name = "ListedMember")
    public record Listed(String handle, String name, String kind, String status) implements VisibleMember {

        static Listed of(Member member) {
            return new Listed(
                    member.handle().value(),
                    member.name(),
                    member.kind().text(),
                    member.status().text());
        }
    }
}
