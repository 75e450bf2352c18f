package dev.aeneas.failover.adapter;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.failover.run.RepairDatacenter;
import io.quarkus.test.Mock;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Repairs nothing and remembers what it was asked. */
@Mock
@ApplicationScoped
public class FakeRepair implements RepairDatacenter {
    private final List<String> asked = new CopyOnWriteArrayList<>();

    @Override
    public void repair(ClusterName cluster, DatacenterName datacenter, List<String> addresses) {
        asked.add(cluster + "/" + datacenter + " " + addresses.size());
    }

    List<String> asked() {
        return asked;
    }
}
