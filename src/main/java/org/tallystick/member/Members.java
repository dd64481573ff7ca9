package org.tallystick.member;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tallystick.community.Communities;
import org.tallystick.community.Language;
import org.tallystick.ledger.CommunityId;
import org.tallystick.platform.Database;
import org.tallystick.problem.FieldErrors;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.problem.Text;
import org.tallystick.security.Access;
import org.tallystick.security.MemberId;
import org.tallystick.web.Cursor;
import org.tallystick.web.PageLimit;

/** Reads members, as far as the caller may see them. Waits for the database. */
@ApplicationScoped
public class Members {
    /** Whoever has not found somebody among so many asks more exactly. */
    private static final int MOST_FOUND = 1_000;

    private static final int LONGEST_QUESTION = 100;

    private final Database database;
    private final Communities communities;
    private final ProfileFields fields;

    Members(Database database, Communities communities, ProfileFields fields) {
        this.database = database;
        this.fields = fields;
        this.communities = communities;
    }

    /** Some members, and where the next begin. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "MemberPage")
    public record Page(
            List<VisibleMember> members, @Nullable String nextCursor) {}

    public Optional<Member> find(CommunityId community, String handle) {
        return database.with(connection -> new MemberSql(connection, community).find(handle));
    }

    /** @throws ProblemException {@code not-found} */
    public MemberId required(CommunityId community, String handle) {
        return find(community, handle).orElseThrow(Members::notFound).id();
    }

    /** Which of these handles are or were used, and by whom. */
    public Map<String, MemberId> ids(CommunityId community, Collection<String> handles) {
        return database.with(connection -> new MemberSql(connection, community).ids(handles));
    }

    /** The handles of those whose status somebody has changed since they were enrolled. */
    public Set<String> withChangedStatus(CommunityId community) {
        return database.with(connection -> new MemberSql(connection, community).withChangedStatus());
    }

    /** @throws ProblemException {@code not-found} */
    public VisibleMember read(Access access, String handle) {
        Member member = find(access.community().id(), handle).orElseThrow(Members::notFound);
        return VisibleMember.of(access, member, fields.all(access.community().id()));
    }

    /**
     * In the order of the handles.
     *
     * @param status empty: all
     * @param cursor from the page before
     * @throws ProblemException {@code malformed}
     */
    public Page list(Access access, @Nullable String status, @Nullable String cursor, @Nullable String limit) {
        FieldErrors errors = new FieldErrors();
        int size = PageLimit.read(limit, errors);
        Optional<MemberStatus> wanted = errors.readIfPresent("status", status, MemberStatus::read);
        Optional<Handle> after = errors.readIfPresent("cursor", cursor, text -> Cursor.read(text, Handle::new));
        errors.throwIfAny();
        List<Member> found = database.with(
                connection -> new MemberSql(connection, access.community().id())
                        .page(after.map(Handle::value).orElse(""), wanted, size + 1));
        List<ProfileField> known = fields.all(access.community().id());
        List<VisibleMember> members = found.stream()
                .limit(size)
                .map(member -> VisibleMember.of(access, member, known))
                .toList();
        boolean more = found.size() > size;
        return new Page(members, more ? Cursor.of(found.get(size - 1).handle().value()) : null);
    }

    /**
     * Those whose name or handle is nearly this, or a part of it; the best first.
     *
     * @param status empty: all
     * @param cursor from the page before
     * @throws ProblemException {@code malformed}
     */
    public Page search(
            Access access, String asked, @Nullable String status, @Nullable String cursor, @Nullable String limit) {
        FieldErrors errors = new FieldErrors();
        int size = PageLimit.read(limit, errors);
        Optional<String> question = errors.read("q", asked, text -> Text.read(text, LONGEST_QUESTION));
        Optional<MemberStatus> wanted = errors.readIfPresent("status", status, MemberStatus::read);
        Optional<Integer> offset = errors.readIfPresent("cursor", cursor, text -> Cursor.read(text, Members::offset));
        errors.throwIfAny();
        CommunityId community = access.community().id();
        Language language = communities.byId(community).orElseThrow().settings().language();
        int first = offset.orElse(0);
        List<Member> found = database.with(connection ->
                new SearchSql(connection, community).find(question.orElseThrow(), language, wanted, first, size + 1));
        List<ProfileField> known = fields.all(access.community().id());
        List<VisibleMember> members = found.stream()
                .limit(size)
                .map(member -> VisibleMember.of(access, member, known))
                .toList();
        boolean more = found.size() > size && first + size < MOST_FOUND;
        return new Page(members, more ? Cursor.of(Integer.toString(first + size)) : null);
    }

    private static int offset(String text) {
        int offset = Integer.parseInt(text);
        if (offset < 0 || offset > MOST_FOUND) {
            throw new IllegalArgumentException("is no cursor of this list");
        }
        return offset;
    }

    static ProblemException notFound() {
        return ProblemException.of(ProblemType.NOT_FOUND, "There is no such member here.");
    }
}
