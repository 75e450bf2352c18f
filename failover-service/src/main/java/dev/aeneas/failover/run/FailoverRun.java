package dev.aeneas.failover.run;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.aeneas.contracts.ProvisionError;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A failover run; each state offers only its legal moves. It begins with clients shifted: nothing may come before that. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "state")
@JsonSubTypes({
    @JsonSubTypes.Type(value = FailoverRun.Growing.class, name = "growing"),
    @JsonSubTypes.Type(value = FailoverRun.Repairing.class, name = "repairing"),
    @JsonSubTypes.Type(value = FailoverRun.Completed.class, name = "completed"),
    @JsonSubTypes.Type(value = FailoverRun.Failed.class, name = "failed"),
    @JsonSubTypes.Type(value = FailoverRun.Aborted.class, name = "aborted")
})
public sealed interface FailoverRun {
    RunFacts facts();

    @JsonIgnore
    default boolean isOpen() {
        return this instanceof Growing || this instanceof Repairing;
    }

    /**
     * The standby grows.
     *
     * @param attempt how often scaling was asked
     * @param retryAt when it is asked again; null while it works on it
     * @param giveUpAt when the run stops waiting
     * @param follows the scale run that took the place of the one that was asked for; null: none did
     * @param plansLeft what else can be asked for; null: nothing went wrong yet
     */
    record Growing(
            RunFacts facts,
            int attempt,
            Instant retryAt,
            Instant giveUpAt,
            String follows,
            List<RunFacts.Target> plansLeft)
            implements FailoverRun {
        static Growing begun(RunFacts facts, Instant giveUpAt) {
            return new Growing(facts, 1, null, giveUpAt, null, null);
        }

        /** Of the scale run that is asked for: an id of its own per attempt, since a refused one is over. */
        @JsonIgnore
        String scaleRunId() {
            if (follows != null) {
                return follows;
            }
            return attempt == 1 ? facts.runId() : facts.runId() + "-" + attempt;
        }

        /** Somebody asked for another size in the emergency: that run restores capacity now. */
        Growing following(String scaleRun) {
            return new Growing(facts, attempt, null, giveUpAt, scaleRun, plansLeft);
        }

        /** The next moment to look again. */
        @JsonIgnore
        Instant wakeAt() {
            return retryAt != null && retryAt.isBefore(giveUpAt) ? retryAt : giveUpAt;
        }

        Growing askAgainAt(Instant at) {
            return new Growing(facts, attempt, at, giveUpAt, follows, plansLeft);
        }

        Growing askedAgain() {
            return new Growing(facts, attempt + 1, null, giveUpAt, null, plansLeft);
        }

        /** The first of these is asked for instead. */
        Growing instead(List<RunFacts.Target> plans, String why) {
            var other = facts.instead(plans.get(0), why);
            return new Growing(other, attempt + 1, null, giveUpAt, null, plans.subList(1, plans.size()));
        }

        /**
         * The standby is as large as it should be.
         *
         * @param scaled see {@link Timeline}
         */
        Repairing grown(Instant at, Duration scaled) {
            return Repairing.begun(facts.at(t -> t.capacityRestored(at, scaled)), null);
        }

        Repairing notGrown(ProvisionError why) {
            return Repairing.begun(facts, why);
        }
    }

    /**
     * The replicas inside the standby are made to agree.
     *
     * @param notBefore when the next attempt begins; null: it runs
     * @param growthError why the standby did not grow; null when it did
     */
    record Repairing(RunFacts facts, int attempt, Instant notBefore, ProvisionError growthError)
            implements FailoverRun {
        static Repairing begun(RunFacts facts, ProvisionError growthError) {
            return new Repairing(facts, 1, null, growthError);
        }

        Repairing tryAgainAt(Instant at) {
            return new Repairing(facts, attempt + 1, at, growthError);
        }

        Repairing now() {
            return new Repairing(facts, attempt, null, growthError);
        }

        Repairing grownAfterAll(Instant at) {
            return new Repairing(facts.at(t -> t.capacityRestored(at, null)), attempt, notBefore, null);
        }

        FailoverRun repaired(Instant at) {
            var repaired = facts.at(t -> t.consistencyRestored(at).finished(at));
            return growthError == null
                    ? new Completed(
                            repaired,
                            repaired.timeline().sinceDown(repaired.timeline().capacityRestoredAt()))
                    : new Failed(repaired, growthError);
        }

        Failed notRepaired(Instant at, ProvisionError why) {
            return new Failed(facts.at(t -> t.finished(at)), growthError == null ? why : growthError);
        }
    }

    /**
     * Capacity and consistency are restored.
     *
     * @param rto from the last answer of the lost region to restored capacity
     */
    record Completed(RunFacts facts, Duration rto) implements FailoverRun {}

    /** Clients are served by the standby, and something that was promised could not be kept. */
    record Failed(RunFacts facts, ProvisionError error) implements FailoverRun {}

    /** A person ended it; clients are served by the standby as it was then. */
    record Aborted(RunFacts facts, String reason) implements FailoverRun {}
}
