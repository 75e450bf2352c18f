package dev.aeneas.scaling.autoscale;

import dev.aeneas.contracts.AutoscaleEvent.AutoscaleDecision;
import dev.aeneas.contracts.AutoscaleEvent.MeasuredLoad;
import java.time.Instant;

/**
 * What was decided so far.
 *
 * @param told what was said last; null: nothing yet
 * @param quietSince when something was changed, refused or failed last; null: never
 * @param runs begun so far; the next one is named after it, so that the same decision made twice is one run
 * @param runId of the newest one; null: none yet
 * @param nodeCount at the last look
 */
public record Course(Told told, Instant quietSince, long runs, String runId, int nodeCount) {
    static final Course NEW = new Course(null, null, 0, null, 0);

    /**
     * What was said last.
     *
     * @param measured null where it does not rest on it
     */
    public record Told(
            AutoscaleDecision decision, Why why, String reason, MeasuredLoad measured, Instant at, int toNodeCount) {}

    boolean isNews(Verdict verdict) {
        return !verdict.holds() || told == null || told.why() != verdict.why();
    }

    Course at(int nodes) {
        return new Course(told, quietSince, runs, runId, nodes);
    }

    Course telling(Told news) {
        return new Course(news, quietSince, runs, runId, nodeCount);
    }

    Course quiet(Instant since) {
        return new Course(told, since, runs, runId, nodeCount);
    }

    Course running(String id) {
        return new Course(told, quietSince, runs + 1, id, nodeCount);
    }

    /** Another policy says anew what it holds for. */
    Course forgetting() {
        return new Course(null, quietSince, runs, runId, nodeCount);
    }
}
