package dev.aeneas.scaling.run;

import dev.aeneas.cassandra.ring.Keyspace;
import dev.aeneas.platform.process.ProcessId;
import dev.aeneas.platform.process.Worker;
import dev.aeneas.scaling.plan.Demand;
import dev.aeneas.scaling.run.RunWork.KeyspacesSeen;
import dev.aeneas.scaling.run.RunWork.RingSeen;
import dev.aeneas.scaling.run.RunWork.SurveyKeyspaces;
import dev.aeneas.scaling.run.RunWork.VerifyRing;
import dev.aeneas.scaling.verify.AwaitRing;
import dev.aeneas.scaling.verify.ReadKeyspaces;
import dev.aeneas.scaling.verify.SeeTopology;
import java.util.stream.Collectors;

/** Finds out what a run has to know of the cluster itself; only looks, so doing it again does no harm. */
public final class RunWorker implements Worker<RunWork> {
    private final AwaitRing ring;
    private final SeeTopology topology;
    private final ReadKeyspaces keyspaces;

    public RunWorker(AwaitRing ring, SeeTopology topology, ReadKeyspaces keyspaces) {
        this.ring = ring;
        this.topology = topology;
        this.keyspaces = keyspaces;
    }

    @Override
    public Object perform(ProcessId process, RunWork work) throws InterruptedException {
        if (work instanceof VerifyRing verify) {
            return new RingSeen(ring.findings(verify.demand(), verify.plan()));
        }
        return survey(((SurveyKeyspaces) work).demand());
    }

    private KeyspacesSeen survey(Demand demand) {
        var machines = topology.topology(demand.cluster())
                .orElseThrow(() -> new IllegalStateException("the cluster's machines are not known yet"));
        var datacenter = demand.datacenter().value();
        return new KeyspacesSeen(keyspaces.keyspaces(machines, demand.datacenter()).stream()
                .filter(keyspace -> keyspace.replication().factorIn(datacenter) > 0)
                .collect(Collectors.toMap(
                        Keyspace::name, keyspace -> keyspace.replication().factorIn(datacenter))));
    }
}
