package dev.aeneas.scaling.autoscale;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.platform.process.Work;

/** Asks the nodes of a datacenter how busy they are; answered with {@link Looked}. */
public record LookAtLoad(String key, ClusterName cluster, DatacenterName datacenter) implements Work {
    @Override
    public boolean routine() {
        return true;
    }
}
