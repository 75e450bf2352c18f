package dev.aeneas.scaling.adapter;

import dev.aeneas.cassandra.ring.Keyspace;
import dev.aeneas.cassandra.ring.Replication;
import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.scaling.verify.ReadKeyspaces;
import io.quarkus.test.Mock;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/** One keyspace with three replicas. */
@Mock
@ApplicationScoped
public class KeyspacesAsToldBean implements ReadKeyspaces {
    @Override
    public List<Keyspace> keyspaces(ClusterTopology topology, DatacenterName datacenter) {
        return List.of(new Keyspace("app", Replication.NetworkTopology.of(Map.of(datacenter.value(), 3))));
    }
}
