package dev.aeneas.scaling.run;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.aeneas.contracts.Message;
import dev.aeneas.contracts.ProvisioningEvent.ProvisioningRefused;
import dev.aeneas.contracts.ProvisioningEvent.TopologyReleased;
import dev.aeneas.contracts.ProvisioningEvent.TopologyReserved;
import dev.aeneas.contracts.ProvisioningEvent.TopologyStepCompleted;
import dev.aeneas.contracts.ProvisioningEvent.TopologyStepFailed;
import dev.aeneas.platform.process.Decision;
import dev.aeneas.scaling.run.RunWork.FactsSeen;
import dev.aeneas.scaling.run.RunWork.RingSeen;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A scale run: each state answers to what concerns it and lets everything else pass. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "state")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Requested.class, name = "Requested"),
    @JsonSubTypes.Type(value = Objecting.class, name = "Objecting"),
    @JsonSubTypes.Type(value = Surveying.class, name = "Surveying"),
    @JsonSubTypes.Type(value = Executing.class, name = "Executing"),
    @JsonSubTypes.Type(value = Stopping.class, name = "Stopping"),
    @JsonSubTypes.Type(value = Verifying.class, name = "Verifying"),
    @JsonSubTypes.Type(value = Closing.class, name = "Closing"),
    @JsonSubTypes.Type(value = Ended.class, name = "Ended")
})
public sealed interface ScaleRun
        permits Requested, Objecting, Surveying, Executing, Stopping, Verifying, Closing, Ended {
    Asked asked();

    /** Null before there is a plan. */
    Execution execution();

    /** Null while it is open how the run ends. */
    default Outcome outcome() {
        return null;
    }

    /** The lock is ours, or we asked for it once more and were told once more. */
    default Decision<ScaleRun> reserved(TopologyReserved event, Turn turn) {
        return unchanged();
    }

    default Decision<ScaleRun> refused(ProvisioningRefused event, Turn turn) {
        return unchanged();
    }

    default Decision<ScaleRun> stepCompleted(TopologyStepCompleted event, Turn turn) {
        return unchanged();
    }

    default Decision<ScaleRun> stepFailed(TopologyStepFailed event, Turn turn) {
        return unchanged();
    }

    default Decision<ScaleRun> released(TopologyReleased event, Turn turn) {
        return unchanged();
    }

    default Decision<ScaleRun> factsSeen(FactsSeen seen, Turn turn) {
        return unchanged();
    }

    /** Asked for once more while it is open. */
    default Decision<ScaleRun> askedAgain(Turn turn) {
        return unchanged();
    }

    /** Another run waits for this one to make way. */
    default Decision<ScaleRun> supersede(String by, Turn turn) {
        return unchanged();
    }

    default Decision<ScaleRun> ringSeen(RingSeen seen, Turn turn) {
        return unchanged();
    }

    default Decision<ScaleRun> workFailed(String reason, Turn turn) {
        return unchanged();
    }

    default Decision<ScaleRun> timePasses(Turn turn) {
        return unchanged();
    }

    default List<RunWork> openWork() {
        return List.of();
    }

    default Optional<Instant> wakeAt() {
        return Optional.empty();
    }

    /** Nothing more happens to it. */
    default boolean over() {
        return false;
    }

    private Decision<ScaleRun> unchanged() {
        return Decision.of(this);
    }

    /** Goes to the next state and says so. */
    static Decision<ScaleRun> to(ScaleRun next, List<Message> messages) {
        return new Decision<>(next, messages);
    }
}
