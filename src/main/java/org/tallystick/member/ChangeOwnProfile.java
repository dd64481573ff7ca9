package org.tallystick.member;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tallystick.change.Reason;
import org.tallystick.ledger.CommunityId;
import org.tallystick.platform.Ids;
import org.tallystick.problem.FieldErrors;
import org.tallystick.problem.ProblemException;
import org.tallystick.security.Access;
import org.tallystick.security.Permission;
import org.tallystick.web.TextOrNull;

/** What the owners of a member change of its profile: not the name, by which others know it, and not every field. */
@ApplicationScoped
class ChangeOwnProfile {
    private static final Reason REASON = new Reason("Changed by an owner of the member");

    private final Members members;
    private final ProfileFields fields;
    private final ProfileTransaction transaction;
    private final Clock clock;

    ChangeOwnProfile(Members members, ProfileFields fields, ProfileTransaction transaction, Clock clock) {
        this.members = members;
        this.fields = fields;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** What is absent stays as it is; {@code null} takes the address, or the value of a field, away. */
    @Schema(name = "OwnProfileChange")
    public record Body(@Nullable TextOrNull email, @Nullable Map<String, @Nullable String> fields) {}

    /** @throws ProblemException {@code not-found}; {@code forbidden}; {@code malformed}; {@code version-stale} */
    MemberView change(Access access, String handle, Body body, OptionalLong expectedVersion) {
        CommunityId community = access.community().id();
        Member member = members.find(community, handle).orElseThrow(Members::notFound);
        access.require(Permission.CHANGE_OWN_PROFILE, member.id());
        List<ProfileField> known = fields.all(community);
        FieldErrors errors = new FieldErrors();
        Optional<Optional<EmailAddress>> email = Optional.ofNullable(body.email())
                .map(given -> errors.readIfPresent("email", given.text(), EmailAddress::new));
        Map<String, Optional<String>> values =
                ProfileValues.read(body.fields(), known, ProfileField::ownerMayChange, errors);
        errors.throwIfAny();
        MemberChange change = new MemberChange(
                Optional.empty(), Optional.empty(), email, Optional.empty(), values, REASON, expectedVersion);
        transaction.write(connection -> change.write(
                connection, community, member.id(), Ids.next(), access.caller().actor(), clock.instant()));
        Member after = members.find(community, handle).orElseThrow(Members::notFound);
        return MemberView.of(access, after, known);
    }
}
