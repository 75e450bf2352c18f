package dev.aeneas.provisioning.fault;

import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.FaultKind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Nodes that are lost on purpose.
 *
 * @param nodes that it holds: nobody else starts or changes them while it is open
 * @param at when it began to be injected
 * @param attempt of this stage, from 1
 * @param reason why it is undone, for people; null before
 * @param notBefore when the next try to undo it begins; null: now
 */
public record Fault(
        String id,
        FaultKind kind,
        List<DatacenterName> datacenters,
        List<String> nodes,
        Instant at,
        Instant until,
        Stage stage,
        int attempt,
        String reason,
        Instant notBefore) {

    /** {@code HOLDING} has no work: it waits for its end. */
    public enum Stage {
        INJECTING,
        HOLDING,
        UNDOING,
        UNDONE
    }

    public Fault {
        datacenters = List.copyOf(datacenters);
        nodes = List.copyOf(nodes);
    }

    public boolean open() {
        return stage != Stage.UNDONE;
    }

    public boolean holds(DatacenterName datacenter) {
        return open() && datacenters.contains(datacenter);
    }

    /** Whether somebody is to do something about it now. */
    public boolean hasWork() {
        return stage == Stage.INJECTING || (stage == Stage.UNDOING && notBefore == null);
    }

    /** When it has to be looked at again. */
    public Optional<Instant> wakeAt() {
        return switch (stage) {
            case INJECTING, HOLDING -> Optional.of(until);
            case UNDOING -> Optional.ofNullable(notBefore);
            case UNDONE -> Optional.empty();
        };
    }

    public Fault injected(Instant began) {
        return new Fault(id, kind, datacenters, nodes, began, until, Stage.HOLDING, 1, null, null);
    }

    public Fault injectAgain() {
        return new Fault(id, kind, datacenters, nodes, at, until, stage, attempt + 1, null, null);
    }

    /** From whatever stage; a second reason changes nothing. */
    public Fault undo(String why) {
        boolean begun = stage == Stage.UNDOING || stage == Stage.UNDONE;
        return begun ? this : new Fault(id, kind, datacenters, nodes, at, until, Stage.UNDOING, 1, why, null);
    }

    public Fault undoAgainAt(Instant then) {
        return new Fault(id, kind, datacenters, nodes, at, until, stage, attempt + 1, reason, then);
    }

    public Fault undoNow() {
        return new Fault(id, kind, datacenters, nodes, at, until, stage, attempt, reason, null);
    }

    public Fault undone() {
        return new Fault(id, kind, datacenters, nodes, at, until, Stage.UNDONE, attempt, reason, null);
    }
}
