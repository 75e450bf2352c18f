package dev.aeneas.provisioning.adapter.kubernetes;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.ClusterTopology.Datacenter;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.NodeSetup;
import dev.aeneas.contracts.ProvisioningState;
import dev.aeneas.contracts.Sku;
import dev.aeneas.provisioning.machine.DatacenterOrder;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Regions, sizes and orders that tests share. */
final class Regions {
    static final ClusterName ORDERS = new ClusterName("orders");
    static final Sku SMALL = new Sku("Pod_S");
    static final Sku LARGE = new Sku("Pod_L");

    private Regions() {}

    static KubernetesConfig config(Map<String, String> more) {
        var values = new HashMap<String, String>();
        boolean others = more.keySet().stream().anyMatch(key -> key.startsWith("aeneas.kubernetes.regions."));
        for (var region : others ? List.<String>of() : List.of("west", "east")) {
            values.put(
                    "aeneas.kubernetes.regions." + region + ".zones", region + "-a," + region + "-b," + region + "-c");
            values.put("aeneas.kubernetes.regions." + region + ".storage-class", "fast");
        }
        size(values, "Pod_S", "1", "4Gi", "2048", "20");
        size(values, "Pod_L", "4", "16Gi", "8192", "20");
        values.put("aeneas.kubernetes.call", "60s");
        values.put("aeneas.kubernetes.heartbeat", "100ms");
        values.putAll(more);
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withMapping(KubernetesConfig.class)
                .withDefaultValues(values)
                .build()
                .getConfigMapping(KubernetesConfig.class);
    }

    private static void size(
            Map<String, String> values, String sku, String cpu, String memory, String heap, String disk) {
        var prefix = "aeneas.kubernetes.skus." + sku + ".";
        values.put(prefix + "cpu", cpu);
        values.put(prefix + "memory", memory);
        values.put(prefix + "heap-megabytes", heap);
        values.put(prefix + "disk-gigabytes", disk);
    }

    static Datacenter datacenter(String region) {
        return datacenter(region, region);
    }

    static Datacenter datacenter(String name, String region) {
        return new Datacenter(
                new DatacenterName(name),
                region,
                SMALL,
                List.of(name + "_1", name + "_2", name + "_3"),
                3,
                ProvisioningState.CREATING,
                false,
                List.of());
    }

    static DatacenterOrder order(String region, int nodes) {
        return new DatacenterOrder(ORDERS, datacenter(region), nodes, SMALL, NodeSetup.DEFAULT, List.of(), false);
    }

    /** A pod with its rack and its address. */
    record Pod(String name, String rack, String address) {}

    /** A pod of the datacenter that is called as its region. */
    static Pod pod(String region, int node) {
        var datacenter = datacenter(region);
        return new Pod(
                ResourceNames.pod(ORDERS, datacenter, region + "_" + node),
                datacenter.racks().get((node - 1) % 3),
                "10.0.0." + node);
    }
}
