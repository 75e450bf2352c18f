package dev.aeneas.provisioning.machine;

import dev.aeneas.contracts.DatacenterCondition;
import java.util.List;

/**
 * What was last seen of a datacenter at its provider.
 *
 * @param upToDate the provider says that it has carried the newest order out
 * @param nodes that it has started, by our names
 * @param conditions what is not as it should be
 */
public record DatacenterSight(
        State state, boolean upToDate, List<SeenNode> nodes, List<DatacenterCondition> conditions) {
    public DatacenterSight {
        nodes = List.copyOf(nodes);
        conditions = List.copyOf(conditions);
    }

    /** {@code UNKNOWN}: nothing was heard of its region yet. {@code WORKING}: between two states, or not as it should be. */
    public enum State {
        UNKNOWN,
        ABSENT,
        WORKING,
        READY,
        STOPPED
    }

    /** A node as its provider knows it. */
    public record SeenNode(String name, String rack, String address) {}

    /** As ordered, with every node, as far as the provider can say: what nodes say of themselves is another matter. */
    public boolean readyWith(int nodeCount) {
        return state == State.READY && upToDate && nodes.size() == nodeCount;
    }

    public boolean absent() {
        return state == State.ABSENT;
    }

    public boolean stopped() {
        return state == State.STOPPED && upToDate;
    }

    public DatacenterSight with(List<DatacenterCondition> changed) {
        return new DatacenterSight(state, upToDate, nodes, changed);
    }

    /** A condition that waiting does not cure; null: none. */
    public DatacenterCondition hopeless() {
        return conditions.stream()
                .filter(condition -> DatacenterConditions.HOPELESS.contains(condition.code()))
                .findFirst()
                .orElse(null);
    }
}
