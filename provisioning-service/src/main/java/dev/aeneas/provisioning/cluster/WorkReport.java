package dev.aeneas.provisioning.cluster;

import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.contracts.DatacenterCondition;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.ProvisionError;
import dev.aeneas.provisioning.fault.Fault;
import dev.aeneas.provisioning.operation.Phase;
import dev.aeneas.provisioning.step.StepRun.Stage;
import dev.aeneas.provisioning.step.ThrottleLimits;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What a worker observed when its work was done. */
public sealed interface WorkReport {

    /**
     * A fault is injected, or undone.
     *
     * @param began just before the first node was touched
     */
    record FaultDone(String faultId, Fault.Stage stage, Instant began) implements WorkReport {}

    /**
     * A provider of whole datacenters tells of one, unasked.
     *
     * @param addresses by node, of those that have one
     * @param conditions all that hold now
     */
    record DatacenterSeen(
            DatacenterName datacenter, Map<String, String> addresses, List<DatacenterCondition> conditions)
            implements WorkReport {
        public DatacenterSeen {
            addresses = Map.copyOf(addresses);
            conditions = List.copyOf(conditions);
        }
    }

    /** What the provider has for the cluster is not what was told of it any more. */
    record OfferOutdated() implements WorkReport {}

    /** What was edited by hand is ordered again. */
    record EditTakenBack(DatacenterName datacenter) implements WorkReport {}

    /**
     * A phase is done.
     *
     * @param nodes as they are now; those that did not change are left out
     */
    record PhaseDone(String operationId, Phase phase, List<Node> nodes) implements WorkReport {
        public PhaseDone {
            nodes = List.copyOf(nodes);
        }
    }

    /**
     * A stage of a step is over.
     *
     * @param nodes as they are now; those that did not change are left out
     * @param throttles what the nodes had before, by node
     * @param error why the step failed although some nodes changed; null when all is well
     */
    record StepDone(
            long epoch,
            String stepId,
            Stage stage,
            List<Node> nodes,
            Map<String, ThrottleLimits> throttles,
            ProvisionError error)
            implements WorkReport {
        public StepDone {
            nodes = List.copyOf(nodes);
            throttles = Map.copyOf(throttles);
        }
    }
}
