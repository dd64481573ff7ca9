package org.tallystick.job;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.tallystick.ledger.CommunityId;
import org.tallystick.platform.Sql;

/** The bytes of results, in the database, where every instance finds them. Each statement is a short transaction of its own. */
@ApplicationScoped
class ResultParts {
    /** Of every part but the last, in bytes. */
    static final int SIZE = 262_144;

    /** The lock makes whoever takes the job up wait for this, so that what is deleted then is all that there is. */
    private static final String ADD = """
            INSERT INTO job_result_part (community_id, job_id, part_no, bytes)
            SELECT community_id, job_id, ?::integer, ?::bytea FROM community_job
             WHERE community_id = ? AND job_id = ? AND run_id = ? AND state = 'running' FOR SHARE""";

    private static final String READ =
            "SELECT bytes FROM job_result_part WHERE community_id = ? AND job_id = ? AND part_no = ?";

    private final Sql sql;

    ResultParts(Sql sql) {
        this.sql = sql;
    }

    /** @return whether the job is still this attempt's; else nothing is written */
    boolean add(ClaimedJob job, int partNo, byte[] bytes, int length) {
        byte[] exact = length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
        return sql.update(ADD, partNo, exact, job.community().value(), job.id(), job.run()) == 1;
    }

    Optional<byte[]> read(CommunityId community, UUID job, long partNo) {
        return sql.one(READ, row -> row.getBytes(1), community.value(), job, Math.toIntExact(partNo));
    }

    void delete(CommunityId community, UUID job) {
        sql.update("DELETE FROM job_result_part WHERE community_id = ? AND job_id = ?", community.value(), job);
    }
}
