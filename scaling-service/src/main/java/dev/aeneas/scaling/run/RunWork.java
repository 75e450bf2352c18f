package dev.aeneas.scaling.run;

import dev.aeneas.platform.process.Work;
import dev.aeneas.scaling.plan.Demand;
import dev.aeneas.scaling.plan.ScalePlan;
import java.util.List;
import java.util.Map;

/** What a run has to find out about the cluster itself. */
public sealed interface RunWork extends Work {

    /** Reads the keyspaces' replication in the datacenter; answered with {@link KeyspacesSeen}. */
    record SurveyKeyspaces(String key, Demand demand) implements RunWork {}

    /** Looks at every node until the ring is as planned or patience ends; answered with {@link RingSeen}. */
    record VerifyRing(String key, Demand demand, ScalePlan plan) implements RunWork {}

    /** Replication factor in the datacenter by keyspace, where it is above zero. */
    record KeyspacesSeen(Map<String, Integer> replicationFactors) {}

    /** What is not as planned; nothing means verified. */
    record RingSeen(List<String> findings) {}
}
