package dev.aeneas.failover.move;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.MoveEvent.MoveKind;
import dev.aeneas.contracts.MoveEvent.MovePhase;
import dev.aeneas.contracts.ProvisionError;
import java.time.Instant;
import java.util.Locale;

/** A planned move; each state offers only its legal moves. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "state")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Move.Scaling.class, name = "scaling"),
    @JsonSubTypes.Type(value = Move.Syncing.class, name = "syncing"),
    @JsonSubTypes.Type(value = Move.Completed.class, name = "completed"),
    @JsonSubTypes.Type(value = Move.Failed.class, name = "failed")
})
public sealed interface Move {
    MoveFacts facts();

    /** One that goes on. */
    sealed interface Open extends Move permits Scaling, Syncing {
        MovePhase phase();

        /** The next moment to look at it; null: only a message moves it on. */
        @JsonIgnore
        Instant wakeAt();

        @JsonIgnore
        default boolean isShifted() {
            return phase().compareTo(MovePhase.SHIFT) > 0;
        }

        @JsonIgnore
        default DatacenterName clientsAt() {
            boolean there = isShifted() || facts().kind() == MoveKind.STAY;
            return there ? facts().to() : facts().from();
        }

        default Failed failed(ProvisionError why, Instant at) {
            return new Failed(facts(), phase(), why, at);
        }
    }

    /**
     * The target grows, or what clients left shrinks.
     *
     * @param attempt how often scaling was asked
     * @param retryAt when it is asked again; null while it works on it
     * @param follows the scale run that took the place of the one that was asked for; null: none did
     * @param inSync what the last comparison found; false before there was one
     */
    record Scaling(
            MoveFacts facts,
            MovePhase phase,
            int attempt,
            Instant retryAt,
            Instant giveUpAt,
            String follows,
            boolean inSync)
            implements Open {
        public static Scaling growing(MoveFacts facts, Instant giveUpAt) {
            return new Scaling(facts, MovePhase.GROW, 1, null, giveUpAt, null, false);
        }

        @JsonIgnore
        public String scaleRunId() {
            if (follows != null) {
                return follows;
            }
            var name = facts.runId() + "-" + phase.name().toLowerCase(Locale.ROOT);
            return attempt == 1 ? name : name + "-" + attempt;
        }

        @JsonIgnore
        public DatacenterName datacenter() {
            return phase == MovePhase.GROW ? facts.to() : facts.from();
        }

        @JsonIgnore
        public MoveFacts.Size size() {
            return phase == MovePhase.GROW ? facts.grow() : facts.shrink();
        }

        @Override
        public Instant wakeAt() {
            return retryAt != null && retryAt.isBefore(giveUpAt) ? retryAt : giveUpAt;
        }

        public Scaling askAgainAt(Instant at) {
            return new Scaling(facts, phase, attempt, at, giveUpAt, follows, inSync);
        }

        public Scaling askedAgain() {
            return new Scaling(facts, phase, attempt + 1, null, giveUpAt, null, inSync);
        }

        public Scaling following(String run) {
            return new Scaling(facts, phase, attempt, null, giveUpAt, run, inSync);
        }

        public Syncing grown() {
            return Syncing.repairing(facts);
        }

        public Completed shrunk(Instant at) {
            return new Completed(facts, inSync, at);
        }
    }

    /**
     * Both datacenters are repaired and compared: before the shift, and after it.
     *
     * @param round from 1; another one follows when rows differ
     * @param notBefore when the attempt begins; null: it runs
     */
    record Syncing(MoveFacts facts, MovePhase phase, int round, int attempt, Instant notBefore) implements Open {
        public static Syncing repairing(MoveFacts facts) {
            return new Syncing(facts, MovePhase.REPAIR, 1, 1, null);
        }

        @Override
        public Instant wakeAt() {
            return notBefore;
        }

        public Syncing tryAgainAt(Instant at) {
            return new Syncing(facts, phase, round, attempt + 1, at);
        }

        public Syncing now() {
            return new Syncing(facts, phase, round, attempt, null);
        }

        public Syncing nextRound() {
            return new Syncing(facts, phase, round + 1, 1, null);
        }

        /** Clients that have not heard of it may write where they were until then. */
        public Syncing shifted(Instant clientsGone) {
            return new Syncing(facts, MovePhase.DRAIN, 1, 1, clientsGone);
        }

        public Scaling shrinking(boolean inSync, Instant giveUpAt) {
            return new Scaling(facts, MovePhase.SHRINK, 1, null, giveUpAt, null, inSync);
        }

        public Completed completed(boolean inSync, Instant at) {
            return new Completed(facts, inSync, at);
        }
    }

    /**
     * Through.
     *
     * @param inSync whether the last comparison found both datacenters equal
     */
    record Completed(MoveFacts facts, boolean inSync, Instant finishedAt) implements Move {}

    /** Ended before it was through, in this phase. */
    record Failed(MoveFacts facts, MovePhase phase, ProvisionError error, Instant finishedAt) implements Move {}
}
