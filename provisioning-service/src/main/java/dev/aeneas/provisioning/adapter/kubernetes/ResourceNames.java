package dev.aeneas.provisioning.adapter.kubernetes;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.ClusterTopology.Datacenter;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.provisioning.cluster.Machinery;
import dev.aeneas.provisioning.operation.ProvisioningFailed;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/** What Kubernetes and cass-operator call our things. */
final class ResourceNames {
    static final String MANAGED_BY = "app.kubernetes.io/managed-by";
    static final String US = "aeneas";
    static final String CLUSTER = "aeneas.dev/cluster";
    static final String DATACENTER = "aeneas.dev/datacenter";
    static final String ORDERED = "aeneas.dev/ordered";

    /** Has the operator decommission every node of a resource that is deleted. */
    static final String DECOMMISSION = "cassandra.datastax.com/decommission-on-delete";

    /** A stateful set's name and a hash of ten letters must fit in a label. */
    private static final int STATEFUL_SET_MAX = 52;

    private static final Pattern ORDINAL = Pattern.compile("-sts-(\\d+)$");

    private ResourceNames() {}

    /** Of the datacenter's resource: unique among all clusters, though Kubernetes knows neither capitals nor underscores. */
    static String of(ClusterName cluster, DatacenterName datacenter) {
        var plain = clean(cluster.value()) + "-" + clean(datacenter.value());
        var exact = cluster + "-" + datacenter;
        return plain.equals(exact) ? plain : plain + "-" + checksum(cluster + "/" + datacenter);
    }

    static String superuser(ClusterName cluster, DatacenterName datacenter) {
        return of(cluster, datacenter) + "-superuser";
    }

    /** Of the pods of a rack, without their number: as the operator names them. */
    static String statefulSet(ClusterName cluster, Datacenter datacenter, String rack) {
        return clean(cluster.value()) + "-" + of(cluster, datacenter.datacenter()) + "-" + clean(rack) + "-sts";
    }

    /** @throws ProvisioningFailed with code {@code NameTooLong} */
    static void requireShort(ClusterName cluster, Datacenter datacenter) {
        datacenter.racks().stream()
                .map(rack -> statefulSet(cluster, datacenter, rack))
                .filter(name -> name.length() > STATEFUL_SET_MAX)
                .findFirst()
                .ifPresent(name -> {
                    throw ProvisioningFailed.of(
                            "NameTooLong",
                            datacenter.datacenter().value(),
                            "the operator would name its stateful set " + name + ", which is longer than "
                                    + STATEFUL_SET_MAX + " letters: choose shorter names");
                });
    }

    static String pod(ClusterName cluster, Datacenter datacenter, String node) {
        int racks = datacenter.racks().size();
        int place = Machinery.number(node) - 1;
        return statefulSet(cluster, datacenter, datacenter.racks().get(place % racks)) + "-" + place / racks;
    }

    /** A pod's number in its rack, from 0. */
    static Optional<Integer> ordinal(String pod) {
        var match = ORDINAL.matcher(pod);
        return match.find() ? Optional.of(Integer.parseInt(match.group(1))) : Optional.empty();
    }

    /** As the operator does it. */
    static String clean(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String checksum(String text) {
        var crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(crc.getValue());
    }
}
