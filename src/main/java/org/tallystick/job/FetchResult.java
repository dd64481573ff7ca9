package org.tallystick.job;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tallystick.ledger.CommunityId;
import org.tallystick.platform.Sql;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;

/** Hands a result out to whoever asked for it, if they may still have it. */
@ApplicationScoped
class FetchResult {
    private static final String FIND = """
            SELECT kind, state, request::text, file_name, media_type, result_bytes, sha256, expires_at
              FROM community_job WHERE community_id = ? AND job_id = ? AND resumable AND requested_by = ?""";

    private final Sql sql;
    private final ResultParts parts;
    private final List<ResumableWork> works;
    private final Clock clock;

    FetchResult(Sql sql, ResultParts parts, @All List<ResumableWork> works, Clock clock) {
        this.sql = sql;
        this.parts = parts;
        this.works = works;
        this.clock = clock;
    }

    /** A result that may be fetched. */
    record Found(CommunityId community, UUID job, ResultFile file) {}

    private record Row(
            String kind, String state, String request, Optional<ResultFile> file, Optional<Instant> expiresAt) {
        static Row of(ResultSet row) throws SQLException {
            String name = row.getString("file_name");
            return new Row(
                    row.getString("kind"),
                    row.getString("state"),
                    row.getString("request"),
                    name == null
                            ? Optional.empty()
                            : Optional.of(new ResultFile(
                                    name,
                                    row.getString("media_type"),
                                    row.getLong("result_bytes"),
                                    row.getString("sha256"))),
                    row.getObject("expires_at") == null
                            ? Optional.empty()
                            : Optional.of(Sql.instant(row, "expires_at")));
        }
    }

    /**
     * @throws ProblemException {@code not-found} for another's, or one that the caller may not have any more; {@code state-conflict}
     *     before it is there; {@code result-expired}
     */
    Found find(Access access, UUID id) {
        CommunityId community = access.community().id();
        Row row = sql.one(FIND, Row::of, community.value(), id, access.caller().id())
                .orElseThrow(() -> CommunityJobs.notFound());
        if (!row.state().equals("done")) {
            throw ProblemException.of(
                    ProblemType.STATE_CONFLICT, "There is no result: the job is " + row.state() + ".");
        }
        if (row.file().isEmpty() || !row.expiresAt().orElseThrow().isAfter(clock.instant())) {
            throw ProblemException.of(
                    ProblemType.RESULT_EXPIRED,
                    "The result was deleted at " + row.expiresAt().orElseThrow() + "; ask for it again.");
        }
        requireStillAllowed(access, row);
        return new Found(community, id, row.file().get());
    }

    private void requireStillAllowed(Access access, Row row) {
        try {
            works.stream()
                    .filter(work -> work.does(row.kind()))
                    .findFirst()
                    .orElseThrow(() -> CommunityJobs.notFound())
                    .content(access, row.kind(), row.request());
        } catch (ProblemException e) {
            if (e.problem().type() == ProblemType.UNAVAILABLE) {
                throw e;
            }
            throw CommunityJobs.notFound();
        }
    }

    /**
     * Writes some of it, part by part, without a connection while the reader takes its time.
     *
     * @throws IOException also if it is deleted meanwhile: the answer breaks off
     */
    void write(Found found, ByteRange range, OutputStream out) throws IOException {
        long next = range.first();
        while (next <= range.last()) {
            byte @Nullable [] part = parts.read(found.community(), found.job(), next / ResultParts.SIZE)
                    .orElse(null);
            int offset = Math.toIntExact(next % ResultParts.SIZE);
            if (part == null || offset >= part.length) {
                throw new IOException("The result " + found.job() + " was deleted while it was fetched");
            }
            int length = Math.toIntExact(Math.min(part.length - offset, range.last() - next + 1));
            out.write(part, offset, length);
            next += length;
        }
    }
}
