package dev.aeneas.driver;

import com.datastax.oss.driver.api.core.context.DriverContext;
import com.datastax.oss.driver.api.core.metadata.Node;
import com.datastax.oss.driver.internal.core.loadbalancing.DefaultLoadBalancingPolicy;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The driver's default policy (token-aware, avoids slow replicas) for a datacenter that is given, not configured. */
final class DatacenterPolicy extends DefaultLoadBalancingPolicy {
    private final String datacenter;

    DatacenterPolicy(DriverContext context, String profile, String datacenter) {
        super(context, profile);
        this.datacenter = datacenter;
    }

    String datacenter() {
        return datacenter;
    }

    @Override
    protected Optional<String> discoverLocalDc(Map<UUID, Node> nodes) {
        return Optional.of(datacenter);
    }
}
