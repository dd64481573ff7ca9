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

    /** Of a result that was deleted, nothing is read, also while its bytes are still there. */
    private static final String READ = """
            SELECT p.bytes FROM job_result_part p
              JOIN community_job j ON j.community_id = p.community_id AND j.job_id = p.job_id
             WHERE p.community_id = ? AND p.job_id = ? AND p.part_no = ? AND j.result_bytes IS NOT NULL""";

    /** 16 MiB. */
    private static final int DELETED_AT_ONCE = 64;

    private static final String DELETE_SOME = """
            DELETE FROM job_result_part WHERE community_id = ? AND job_id = ? AND part_no IN (
                SELECT part_no FROM job_result_part WHERE community_id = ? AND job_id = ? ORDER BY part_no LIMIT ?)""";

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

    /** Outside of a transaction: each statement is one, and short. Only for a job to which nobody can add any more. */
    void deleteBySome(CommunityId community, UUID job) {
        int deleted;
        do {
            deleted = sql.update(DELETE_SOME, community.value(), job, community.value(), job, DELETED_AT_ONCE);
        } while (deleted == DELETED_AT_ONCE);
    }

    /** All at once, in the caller's transaction. */
    void delete(CommunityId community, UUID job) {
        sql.update("DELETE FROM job_result_part WHERE community_id = ? AND job_id = ?", community.value(), job);
    }
}
