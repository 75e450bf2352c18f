package dev.aeneas.scaling.forecast;

import dev.aeneas.contracts.TopologyStep;
import dev.aeneas.contracts.TopologyStep.CleanUpNodes;
import dev.aeneas.contracts.TopologyStep.DecommissionNode;
import dev.aeneas.contracts.TopologyStep.GrowDatacenter;
import dev.aeneas.contracts.TopologyStep.JoinNodes;
import dev.aeneas.contracts.TopologyStep.KeepSpares;
import dev.aeneas.contracts.TopologyStep.PrepareNodes;
import dev.aeneas.contracts.TopologyStep.ResizeDatacenter;
import dev.aeneas.contracts.TopologyStep.ResizeNodes;
import dev.aeneas.contracts.TopologyStep.ShrinkDatacenter;
import dev.aeneas.contracts.TopologyStep.ThrottleNodes;

/** Steps that take time for the same reasons, and what their time grows with. */
public enum StepKind {
    PREPARE(Unit.NODES),
    RESTART(Unit.NODES),
    JOIN(Unit.GIBIBYTES),
    /** Joins with the stream throttles lifted. */
    JOIN_UNLIMITED(Unit.GIBIBYTES),
    DECOMMISSION(Unit.GIBIBYTES),
    CLEAN_UP(Unit.GIBIBYTES),
    /** A provider adds nodes to a whole datacenter, one after the other. */
    GROW(Unit.NODES),
    /** A provider takes nodes from a whole datacenter, one after the other. */
    SHRINK(Unit.NODES),
    /** A provider restarts the nodes of a whole datacenter, one after the other. */
    ROLL(Unit.NODES),
    VERIFY(Unit.NODES),
    /** What touches no process and no data. */
    RECORD(Unit.NODES);

    private final Unit unit;

    StepKind(Unit unit) {
        this.unit = unit;
    }

    /** The kind of a step; whatever is done to running nodes and has no kind of its own restarts them. */
    public static StepKind of(TopologyStep step, boolean unlimited) {
        if (step instanceof PrepareNodes) {
            return PREPARE;
        }
        if (step instanceof JoinNodes) {
            return unlimited ? JOIN_UNLIMITED : JOIN;
        }
        if (step instanceof DecommissionNode) {
            return DECOMMISSION;
        }
        if (step instanceof CleanUpNodes) {
            return CLEAN_UP;
        }
        if (step instanceof GrowDatacenter) {
            return GROW;
        }
        if (step instanceof ShrinkDatacenter) {
            return SHRINK;
        }
        if (step instanceof ResizeDatacenter) {
            return ROLL;
        }
        return step instanceof ThrottleNodes || step instanceof KeepSpares ? RECORD : RESTART;
    }

    /** How many nodes a step changes; what kinds that move no bytes are measured by. */
    public static int nodesOf(TopologyStep step) {
        if (step instanceof PrepareNodes prepare) {
            return prepare.nodes().size();
        }
        return step instanceof ResizeNodes resize ? resize.nodes().size() : 1;
    }

    public boolean movesBytes() {
        return unit == Unit.GIBIBYTES;
    }

    /** An amount (bytes or nodes) in the unit that times are told by. */
    double inUnits(long amount) {
        return amount / unit.size;
    }

    private enum Unit {
        NODES(1),
        GIBIBYTES(0x1p30);

        private final double size;

        Unit(double size) {
            this.size = size;
        }
    }
}
