package dev.aeneas.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aeneas.cassandra.credentials.ClusterCredentials;
import dev.aeneas.cassandra.credentials.CredentialsFolder;
import dev.aeneas.cli.CliException;
import dev.aeneas.cli.rest.Answer;
import dev.aeneas.cli.rest.ClusterJson;
import dev.aeneas.cli.rest.Operations;
import dev.aeneas.cli.rest.ServiceClient;
import dev.aeneas.cli.rest.Services;
import dev.aeneas.cli.stack.ManagedNodes;
import dev.aeneas.cli.stack.ManagedNodes.ManagedNode;
import dev.aeneas.cli.stack.StackHome;
import dev.aeneas.contracts.AutoReplicate;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.DatacenterSpec;
import dev.aeneas.contracts.FailoverCommand.Mode;
import dev.aeneas.contracts.ProvisioningCommand.CreateCluster;
import dev.aeneas.contracts.Sku;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/** The demonstration's cluster, made and protected through the services as any user would. */
final class DemoCluster {
    static final String PRIMARY = "east";
    static final String STANDBY = "west";
    static final int PRIMARY_NODES = 6;
    static final int REPLICAS = 3;

    private static final int STANDBY_NODES = 3;
    private static final int ZONES = 3;
    private static final Sku PRIMARY_SKU = new Sku("Local_M");
    private static final Sku STANDBY_SKU = new Sku("Local_S");
    private static final Duration BOUND = Duration.ofMinutes(4);

    private final Services services;
    private final StackHome home;
    private final ClusterName name;
    private final Consumer<String> progress;

    DemoCluster(Services services, StackHome home, ClusterName name, Consumer<String> progress) {
        this.services = services;
        this.home = home;
        this.name = name;
        this.progress = progress;
    }

    /** The region that will be lost with six nodes, and the smaller standby. */
    void create() {
        var datacenters = List.of(
                datacenter(PRIMARY, PRIMARY_NODES, PRIMARY_SKU), datacenter(STANDBY, STANDBY_NODES, STANDBY_SKU));
        var command = new CreateCluster(name, AutoReplicate.ALL_KEYSPACES, datacenters);
        succeed(services.provisioning(), services.provisioning().post("/clusters", command));
    }

    /** Aeneas may act by itself: grow the standby to what the primary is. */
    void protect() {
        services.failover()
                .put(
                        path() + "/failover-policy",
                        Map.of("mode", Mode.AUTOMATIC, "primary", PRIMARY, "standby", STANDBY));
    }

    DemoReport.Backup backUp() {
        var body = Map.of("backupId", "demo-" + UUID.randomUUID(), "keyspaces", List.of(DemoTable.KEYSPACE));
        JsonNode backup = watch(services.backup(), services.backup().post(path() + "/backups", body));
        return new DemoReport.Backup(
                backup.path("backupId").asText(), backup.path("state").asText(), backup);
    }

    void delete() {
        succeed(services.provisioning(), services.provisioning().delete(path()));
    }

    List<DemoReport.NodeState> nodes() {
        return ClusterJson.nodes(services.provisioning().get(path())).stream()
                .map(node -> new DemoReport.NodeState(
                        node.name(), node.datacenter(), node.address(), node.sku(), node.state()))
                .toList();
    }

    ClusterCredentials credentials() {
        return new CredentialsFolder(home.secrets())
                .find(name.value())
                .orElseThrow(() -> CliException.failed("cluster " + name + " has no credentials in " + home.secrets()));
    }

    /** The processes of a datacenter, from the local provider's own records. */
    List<ManagedNode> processes(String datacenter) {
        List<String> names = nodes().stream()
                .filter(node -> node.datacenter().equals(datacenter))
                .map(DemoReport.NodeState::name)
                .toList();
        return new ManagedNodes(home)
                .of(name.value()).stream()
                        .filter(process -> names.contains(process.name()))
                        .toList();
    }

    private static DatacenterSpec datacenter(String datacenter, int nodes, Sku sku) {
        return new DatacenterSpec(new DatacenterName(datacenter), datacenter, nodes, sku, ZONES, REPLICAS);
    }

    private void succeed(ServiceClient client, Answer answer) {
        JsonNode operation = watch(client, answer);
        if (!Operations.succeeded(operation)) {
            throw CliException.failed("the demonstration cannot go on: " + operation.toPrettyString());
        }
    }

    private JsonNode watch(ServiceClient client, Answer answer) {
        var location = answer.location()
                .orElseThrow(
                        () -> CliException.failed("a service accepted a request and did not say where to watch it"));
        return new Operations(client, status -> progress.accept(status.text())).await(location, BOUND);
    }

    private String path() {
        return "/clusters/" + name;
    }
}
