package org.tallystick.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.community.Community;
import org.tallystick.csv.RowError;
import org.tallystick.ledger.CommunityId;
import org.tallystick.platform.Ids;
import org.tallystick.platform.Sql;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;
import org.tallystick.security.Caller;
import org.tallystick.security.Digests;
import org.tallystick.testing.DatabaseTestResource;
import org.tallystick.testing.Fixtures;
import org.tallystick.testing.ServiceProcess;

/** Who has which job, in every state that it may be in, and what becomes of its result. */
@QuarkusTest
@WithTestResource(value = DatabaseTestResource.class, scope = TestResourceScope.GLOBAL)
class ResumableJobsTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    /** More than two parts. */
    private static final int BYTES = 600_000;

    @Inject
    Fixtures fixtures;

    @Inject
    StartResumable start;

    @Inject
    ResumableJobs jobs;

    @Inject
    CommunityJobs views;

    @Inject
    CancelJob cancelJob;

    @Inject
    FetchResult fetchResult;

    @Inject
    KeptResults kept;

    @Inject
    ForgetResults forgetResults;

    @Inject
    ResultParts parts;

    @Inject
    SweepParts sweep;

    @Inject
    GatedWork work;

    @Inject
    Sql sql;

    @Inject
    Clock clock;

    private final String gate = UUID.randomUUID().toString();
    private final List<String> gates = new ArrayList<>();
    private Community community;
    private Access alice;

    @BeforeEach
    void aliceMayAsk() {
        community = fixtures.community();
        fixtures.enrol(community, "alice", "bob");
        alice = fixtures.access(community, fixtures.owner(community, "alice"));
    }

    @AfterEach
    void openTheGates() {
        gates.forEach(work::open);
    }

    @Test
    void aJobIsQueuedRunsAndIsDoneAndItsResultIsWhatWasWritten() throws Exception {
        close(gate);
        JobView queued = ask(alice, gate);
        assertThat(queued.state()).isIn("queued", "running");
        assertThat(queued.result()).isNull();
        awaitAtTheGate(gate, 1);
        ServiceProcess.await("half done", SOON, () -> view(queued.id()).done() == 1);
        assertThat(view(queued.id()).state()).isEqualTo("running");
        assertThat(view(queued.id()).total()).isEqualTo(2);
        assertThatThrownBy(() -> fetchResult.find(alice, queued.id())).satisfies(is(ProblemType.STATE_CONFLICT));

        work.open(gate);
        JobView done = awaitEnd(queued.id());

        assertThat(done.state()).isEqualTo("done");
        assertThat(done.done()).isEqualTo(2);
        byte[] expected = GatedWork.written(BYTES);
        ResultView result = Optional.ofNullable(done.result()).orElseThrow();
        assertThat(result.size()).isEqualTo(BYTES);
        assertThat(result.sha256())
                .isEqualTo(HexFormat.of().formatHex(Digests.sha256().digest(expected)));
        assertThat(result.expiresAt()).isAfter(clock.instant().plus(Duration.ofDays(6)));
        assertThat(partsOf(done.id())).isEqualTo(3);
        FetchResult.Found found = fetchResult.find(alice, done.id());
        assertThat(read(found, ByteRange.whole(BYTES))).isEqualTo(expected);
        assertThat(read(found, new ByteRange(262_143, 524_288)))
                .isEqualTo(Arrays.copyOfRange(expected, 262_143, 524_289));
    }

    @Test
    void aRunningJobThatIsCancelledStopsWithinSecondsAndLeavesNothing() {
        close(gate);
        JobView job = ask(alice, gate);
        awaitAtTheGate(gate, 1);
        assertThat(partsOf(job.id())).isEqualTo(1);

        cancelJob.cancel(alice, job.id());

        assertThat(view(job.id()).state()).isEqualTo("cancelled");
        assertThat(partsOf(job.id())).isZero();
        cancelJob.cancel(alice, job.id());
        assertThat(view(job.id()).state()).isEqualTo("cancelled");
        // Whoever works at it finds out while the gate is closed, and is free for another job then.
        close(gate + "-next");
        close(gate + "-after");
        ask(alice, gate + "-next");
        ask(alice, gate + "-after");
        awaitAtTheGate(gate + "-next", 1);
        awaitAtTheGate(gate + "-after", 1);
        work.open(gate);
        assertThat(partsOf(job.id())).isZero();
        assertThatThrownBy(() -> fetchResult.find(alice, job.id())).satisfies(is(ProblemType.STATE_CONFLICT));
    }

    @Test
    void aJobWhoseProcessDiedIsTakenUpAndItsResultIsBegunAnew() throws Exception {
        UUID id = withAPartLeftOver(1);

        JobView done = awaitEnd(id);

        assertThat(done.state()).isEqualTo("done");
        assertThat(attempts(id)).isEqualTo(2);
        assertThat(partsOf(id)).isEqualTo(3);
        assertThat(read(fetchResult.find(alice, id), ByteRange.whole(BYTES))).isEqualTo(GatedWork.written(BYTES));
    }

    @Test
    void aJobWhoseProcessDiedThreeTimesHasFailedAndSaysWhy() {
        UUID id = withAPartLeftOver(ResumableJobs.MOST_ATTEMPTS);

        JobView failed = awaitEnd(id);

        assertThat(failed.state()).isEqualTo("failed");
        assertThat(failed.errors()).extracting(RowError::code).containsExactly("interrupted");
        assertThat(failed.errors().get(0).detail()).contains("3 times");
        assertThat(partsOf(id)).isZero();
    }

    @Test
    void whatAnAttemptWritesThatHasLostTheJobIsRefused() {
        close(gate);
        JobView job = ask(alice, gate);
        awaitAtTheGate(gate, 1);
        ClaimedJob former = new ClaimedJob(
                community.id(), job.id(), Ids.next(), community.slug(), GatedWork.KIND, "{}", alice.caller());

        assertThat(parts.add(former, 9, new byte[] {1}, 1)).isFalse();
        assertThat(jobs.progress(former, 9, 9)).isFalse();
        assertThat(jobs.finish(former, new ResultFile("x", "x/x", 1, "0".repeat(64)), 9, clock.instant()))
                .isFalse();
        jobs.release(former);
        jobs.fail(former, new RowError("", 0, "", "internal", "no"));

        assertThat(partsOf(job.id())).isEqualTo(1);
        assertThat(view(job.id()).state()).isEqualTo("running");
        work.open(gate);
        assertThat(awaitEnd(job.id()).state()).isEqualTo("done");
    }

    /** The instance of the test looks for jobs too, and is one of those that race. */
    @Test
    void ofManyThatTakeAJobAtTheSameMomentOneGetsIt() {
        for (int round = 0; round < 10; round++) {
            UUID id = ofADeadProcess(0);
            CountDownLatch all = new CountDownLatch(1);
            List<CompletableFuture<Boolean>> takers = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                takers.add(CompletableFuture.supplyAsync(() -> {
                    await(all);
                    return jobs.claim(new ResumableJobs.Candidate(community.id(), id))
                            .isPresent();
                }));
            }
            all.countDown();
            long got = takers.stream().filter(CompletableFuture::join).count();

            assertThat(got).isLessThanOrEqualTo(1);
            assertThat(attempts(id)).isEqualTo(1);
            cancelJob.cancel(alice, id);
        }
    }

    @Test
    void aJobThatIsGivenBackIsTakenAtOnceAndTheAttemptDoesNotCount() {
        close(gate);
        JobView job = ask(alice, gate);
        awaitAtTheGate(gate, 1);
        UUID run = sql.one(
                        "SELECT run_id FROM community_job WHERE community_id = ? AND job_id = ?",
                        row -> row.getObject(1, UUID.class),
                        community.id().value(),
                        job.id())
                .orElseThrow();

        jobs.release(
                new ClaimedJob(community.id(), job.id(), run, community.slug(), GatedWork.KIND, "{}", alice.caller()));

        awaitAtTheGate(gate, 2);
        work.open(gate);
        assertThat(awaitEnd(job.id()).state()).isEqualTo("done");
        assertThat(attempts(job.id())).isEqualTo(1);
    }

    @Test
    void aResultExpiresAndWhatWasAskedForIsForgottenWithIt() {
        JobView done = awaitEnd(ask(alice, gate).id());
        assertThat(done.result()).isNotNull();

        kept.runDue(clock.instant().plus(Duration.ofDays(6)));
        assertThat(view(done.id()).result()).isNotNull();
        kept.runDue(clock.instant().plus(Duration.ofDays(8)));

        assertThat(view(done.id()).state()).isEqualTo("done");
        assertThat(view(done.id()).result()).isNull();
        assertThat(partsOf(done.id())).isZero();
        assertThat(request(done.id())).isEmpty();
        assertThatThrownBy(() -> fetchResult.find(alice, done.id())).satisfies(is(ProblemType.RESULT_EXPIRED));
        cancelJob.cancel(alice, done.id());
    }

    @Test
    void aResultThatIsDeletedIsGoneAndTheJobStaysDone() {
        JobView done = awaitEnd(ask(alice, gate).id());
        cancelJob.cancel(alice, done.id());

        assertThat(view(done.id()).state()).isEqualTo("done");
        assertThat(partsOf(done.id())).isZero();
        assertThatThrownBy(() -> fetchResult.find(alice, done.id())).satisfies(is(ProblemType.RESULT_EXPIRED));
    }

    @Test
    void ofEachCallerTheNewestTenResultsAreKept() {
        List<UUID> all = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            all.add(awaitEnd(ask(alice, gate, 10).id()).id());
        }
        assertThat(all.stream().map(this::partsOf)).containsExactly(0L, 0L, 1L, 1L, 1L, 1L, 1L, 1L, 1L, 1L, 1L, 1L);
    }

    @Test
    void whoeverHasTooManyThatAreNotDoneWaits() {
        close(gate);
        for (int i = 0; i < 3; i++) {
            ask(alice, gate);
        }
        assertThatThrownBy(() -> ask(alice, gate)).satisfies(is(ProblemType.TOO_MANY_REQUESTS));
        Access bob = fixtures.access(community, fixtures.owner(community, "bob"));
        assertThat(ask(bob, gate).unfinished()).isTrue();
    }

    @Test
    void aCommunityThatAsksForMuchDoesNotKeepAnotherWaiting() {
        Community other = fixtures.community();
        fixtures.enrol(other, "carol");
        Access carol = fixtures.access(other, fixtures.owner(other, "carol"));
        close(gate);
        UUID running = ask(alice, gate).id();
        UUID alsoRunning = ask(alice, gate).id();
        awaitAtTheGate(gate, 2);
        Access bob = fixtures.access(community, fixtures.owner(community, "bob"));
        UUID third = ask(alice, gate).id();
        UUID bobs = ask(bob, gate).id();
        UUID carols = ask(carol, gate).id();

        List<UUID> order = jobs.candidates().stream()
                .map(ResumableJobs.Candidate::id)
                .filter(List.of(running, alsoRunning, third, bobs, carols)::contains)
                .toList();

        assertThat(order).containsExactly(carols, third, bobs);
    }

    /** As after a restart: nobody has any of them, and two places are free. */
    @Test
    void ofTwoCommunitiesThatWaitTheSecondPlaceIsTheOthers() {
        Community third = fixtures.community();
        fixtures.enrol(third, "dora");
        Access dora = fixtures.access(third, fixtures.owner(third, "dora"));
        close(gate);
        ask(dora, gate);
        ask(dora, gate);
        awaitAtTheGate(gate, 2);
        Community other = fixtures.community();
        fixtures.enrol(other, "carol");
        Access carol = fixtures.access(other, fixtures.owner(other, "carol"));
        ask(alice, gate);
        ask(alice, gate);
        ask(carol, gate);

        List<CommunityId> taken = Stream.generate(jobs::claimNext)
                .limit(20)
                .flatMap(Optional::stream)
                .map(ClaimedJob::community)
                .filter(List.of(community.id(), other.id())::contains)
                .limit(2)
                .toList();

        assertThat(taken).containsExactlyInAnyOrder(community.id(), other.id());
    }

    @Test
    void aResultThatIsTooLargeIsGivenUp() {
        close(gate);
        JobView job = ask(alice, gate);
        awaitAtTheGate(gate, 1);
        ClaimedJob claimed = new ClaimedJob(
                community.id(), job.id(), Ids.next(), community.slug(), GatedWork.KIND, "{}", alice.caller());
        ResultOutput out = new ResultOutput(claimed, parts, 100);

        out.write(new byte[100], 0, 100);
        assertThatThrownBy(() -> out.write(1))
                .isInstanceOf(ResultTooLarge.class)
                .hasMessageContaining("larger than 100 bytes");
    }

    @Test
    void whoeverMayNotHaveItAnyMoreWhenTheWorkBeginsGetsAFailure() {
        close(gate);
        Access bob = fixtures.access(community, fixtures.owner(community, "bob"));
        ask(bob, gate);
        ask(bob, gate);
        awaitAtTheGate(gate, 2);
        UUID waiting = ask(alice, gate).id();
        endSession(alice.caller());
        work.open(gate);

        JobView failed = awaitEnd(waiting);

        assertThat(failed.state()).isEqualTo("failed");
        assertThat(failed.errors()).extracting(RowError::code).containsExactly("unauthenticated");
    }

    @Test
    void anotherCallerSeesNeitherTheJobNorItsResult() {
        UUID id = awaitEnd(ask(alice, gate).id()).id();
        Access bob = fixtures.access(community, fixtures.owner(community, "bob"));
        assertThatThrownBy(() -> views.visible(bob, id)).satisfies(is(ProblemType.NOT_FOUND));
        assertThatThrownBy(() -> fetchResult.find(bob, id)).satisfies(is(ProblemType.NOT_FOUND));
        assertThatThrownBy(() -> cancelJob.cancel(bob, id)).satisfies(is(ProblemType.NOT_FOUND));
        assertThat(views.list(bob, Ids.LAST, 10)).isEmpty();
        assertThat(views.list(alice, Ids.LAST, 10)).extracting(JobView::id).containsExactly(id);
        assertThat(views.list(alice, id, 10)).isEmpty();
    }

    @Test
    void anErasureInTheCommunityEndsWhatRunsAndDeletesWhatThereIs() {
        UUID done = awaitEnd(ask(alice, gate).id()).id();
        close(gate);
        UUID running = ask(alice, gate).id();
        awaitAtTheGate(gate, 2);

        FetchResult.Found found = fetchResult.find(alice, done);
        QuarkusTransaction.requiringNew().run(() -> {
            forgetResults.of(community.id());
            // Who holds the community up is not held up by the bytes.
            assertThat(partsOf(done)).isEqualTo(3);
        });

        assertThatThrownBy(() -> read(found, ByteRange.whole(BYTES))).isInstanceOf(IOException.class);
        assertThat(view(running).state()).isEqualTo("failed");
        assertThat(view(running).errors().get(0).detail()).contains("erased");
        ServiceProcess.await("the bytes are gone", SOON, () -> partsOf(done) + partsOf(running) == 0);
        assertThat(request(done)).isEmpty();
        assertThatThrownBy(() -> fetchResult.find(alice, done)).satisfies(is(ProblemType.RESULT_EXPIRED));
    }

    @Test
    void aBeatDoesNotWaitForWhoeverHasTheRowLocked() {
        close(gate);
        JobView job = ask(alice, gate);
        awaitAtTheGate(gate, 1);
        ClaimedJob mine = new ClaimedJob(
                community.id(), job.id(), runOf(job.id()), community.slug(), GatedWork.KIND, "{}", alice.caller());
        QuarkusTransaction.requiringNew().run(() -> {
            sql.list(
                    "SELECT FROM community_job WHERE community_id = ? AND job_id = ? FOR UPDATE",
                    row -> true,
                    community.id().value(),
                    job.id());
            CompletableFuture<Boolean> beat = CompletableFuture.supplyAsync(() -> jobs.progress(mine, 1, 2));
            assertThat(beat.orTimeout(5, TimeUnit.SECONDS).join()).isTrue();
        });
        assertThat(jobs.progress(mine, 1, 2)).isTrue();
        assertThat(jobs.progress(
                        new ClaimedJob(
                                community.id(),
                                job.id(),
                                Ids.next(),
                                community.slug(),
                                GatedWork.KIND,
                                "{}",
                                alice.caller()),
                        1,
                        2))
                .isFalse();
    }

    private UUID runOf(UUID job) {
        return sql.one(
                        "SELECT run_id FROM community_job WHERE community_id = ? AND job_id = ?",
                        row -> row.getObject(1, UUID.class),
                        community.id().value(),
                        job)
                .orElseThrow();
    }

    @Test
    void bytesThatNobodyCanReachAreDeletedSoonerOrLater() {
        UUID done = awaitEnd(ask(alice, gate).id()).id();
        UUID other = awaitEnd(ask(alice, gate).id()).id();
        sql.update(
                "UPDATE community_job SET file_name = NULL, media_type = NULL, result_bytes = NULL, sha256 = NULL"
                        + " WHERE community_id = ? AND job_id = ?",
                community.id().value(),
                done);
        assertThat(partsOf(done)).isEqualTo(3);

        sweep.runDue(clock.instant());

        assertThat(partsOf(done)).isZero();
        assertThat(partsOf(other)).isEqualTo(3);
    }

    private void close(String one) {
        work.close(one);
        gates.add(one);
    }

    private JobView ask(Access access, String at) {
        return ask(access, at, BYTES);
    }

    private JobView ask(Access access, String at, int bytes) {
        return start.start(
                access, new NewJob(GatedWork.KIND, GatedWork.request(at, bytes), Map.of(), Optional.empty()));
    }

    /** A job of alice's of whose process nothing was heard for more than half a minute, or that nobody has. */
    private UUID ofADeadProcess(int attempts) {
        UUID id = Ids.next();
        sql.update(
                """
                INSERT INTO community_job (community_id, job_id, kind, requested_by, requested_at, dry_run, state, alive_at, resumable,
                                           request, caller, run_id, attempts, begun_at)
                VALUES (?, ?, ?, ?, now(), false, ?, now() - interval '31 seconds', true, ?::jsonb, ?::jsonb, ?, ?, now())""",
                community.id().value(),
                id,
                GatedWork.KIND,
                alice.caller().id(),
                attempts == 0 ? "queued" : "running",
                GatedWork.request(gate, BYTES),
                Requester.toJson(alice.caller()),
                attempts == 0 ? null : Ids.next(),
                attempts);
        return id;
    }

    private UUID withAPartLeftOver(int attempts) {
        return QuarkusTransaction.requiringNew().call(() -> {
            UUID id = ofADeadProcess(attempts);
            sql.update(
                    "INSERT INTO job_result_part VALUES (?, ?, 7, 'left over')",
                    community.id().value(),
                    id);
            return id;
        });
    }

    private void endSession(Caller caller) {
        sql.update(
                "UPDATE session SET ended_at = now() WHERE session_id = ?",
                caller.session().orElseThrow());
        sql.update(
                "UPDATE community SET access_version = access_version + 1 WHERE community_id = ?",
                community.id().value());
    }

    private JobView view(UUID id) {
        return views.find(alice.community(), id).orElseThrow();
    }

    private JobView awaitEnd(UUID id) {
        ServiceProcess.await("ended", SOON, () -> !view(id).unfinished());
        return view(id);
    }

    private void awaitAtTheGate(String one, int count) {
        ServiceProcess.await("at the gate", SOON, () -> work.atTheGate(one) >= count);
    }

    private long partsOf(UUID job) {
        return sql.one(
                        "SELECT count(*) FROM job_result_part WHERE community_id = ? AND job_id = ?",
                        row -> row.getLong(1),
                        community.id().value(),
                        job)
                .orElseThrow();
    }

    private int attempts(UUID job) {
        return sql.one(
                        "SELECT attempts FROM community_job WHERE community_id = ? AND job_id = ?",
                        row -> row.getInt(1),
                        community.id().value(),
                        job)
                .orElseThrow();
    }

    private List<String> request(UUID job) {
        return sql.list(
                "SELECT request::text FROM community_job WHERE community_id = ? AND job_id = ? AND request IS NOT NULL",
                row -> row.getString(1),
                community.id().value(),
                job);
    }

    private byte[] read(FetchResult.Found found, ByteRange range) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        fetchResult.write(found, range, out);
        return out.toByteArray();
    }

    private static Consumer<Throwable> is(ProblemType type) {
        return failure ->
                assertThat(((ProblemException) failure).problem().type()).isEqualTo(type);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
