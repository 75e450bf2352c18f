package dev.aeneas.provisioning.adapter.local;

import dev.aeneas.cassandra.credentials.ClusterCredentials;
import dev.aeneas.cassandra.credentials.CredentialsFolder;
import dev.aeneas.cassandra.setting.Settings;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.ClusterTopology.Datacenter;
import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.contracts.NodeSetup;
import dev.aeneas.contracts.ProvisioningEvent.Grain;
import dev.aeneas.contracts.Sku;
import dev.aeneas.local.Runtimes;
import dev.aeneas.local.cassandra.CassandraNode;
import dev.aeneas.local.cassandra.JmxCredentials;
import dev.aeneas.local.cassandra.NodeAddress;
import dev.aeneas.local.cassandra.NodeIdentity;
import dev.aeneas.local.cassandra.NodeJoin;
import dev.aeneas.local.cassandra.NodeSecurity;
import dev.aeneas.local.cassandra.NodeSpec;
import dev.aeneas.local.process.AtomicFile;
import dev.aeneas.local.process.LogTail;
import dev.aeneas.provisioning.machine.Catalog;
import dev.aeneas.provisioning.machine.MachineStart;
import dev.aeneas.provisioning.machine.Machines;
import dev.aeneas.provisioning.operation.ProvisioningFailed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Nodes as processes of this machine, each in a folder of its own, which is also how a running one is found again. */
public final class LocalMachines implements Machines {
    private static final int LOG_LINES = 30;
    private static final String STARTED_AS = "started-as";
    private static final String REPLACED_SILENT_MILLIS = "10000";

    private final LocalConfig config;
    private final CredentialsFolder credentials;
    private final LocalVersions versions;
    private final LocalSizes sizes;
    private final AddressClaims claims;
    private final RemovedData removed;
    private final LocalCuts cuts;

    public LocalMachines(LocalConfig config, CredentialsFolder credentials, Runtimes runtimes) {
        this.config = config;
        this.credentials = credentials;
        versions = new LocalVersions(runtimes, config.cassandraVersions());
        sizes = new LocalSizes(config.skus());
        claims = new AddressClaims(config.folder().resolve("addresses"));
        removed = new RemovedData(config.folder().resolve("removed"), config.removedDataKept(), InstantSource.system());
        cuts = new LocalCuts(config.folder());
    }

    /** Deletes what was kept of removed nodes for long enough, a bounded number at a time. */
    public void purgeRemoved() {
        removed.purge();
    }

    @Override
    public Catalog catalog() {
        return new Catalog(
                        Grain.NODE,
                        config.regions(),
                        sizes.skus(),
                        versions.offered(),
                        AddressClaims.LAST,
                        new LocalRoom(config.folder(), this::prefix, claims))
                .without(cuts.cannot());
    }

    @Override
    public String reserve(ClusterName cluster, Datacenter datacenter, Node node) {
        var prefix = prefix(datacenter, node.rack());
        return claims.claim(prefix, owner(cluster, node))
                .orElseThrow(() -> ProvisioningFailed.of(
                        "AddressesExhausted", node.name(), "every address " + prefix + "* is taken"));
    }

    @Override
    public void start(MachineStart start) {
        var folder = folder(start.cluster(), start.node());
        boolean adopted = CassandraNode.adopt(folder).isPresent();
        var node = CassandraNode.start(versions.runtimes(start.setup().version()), folder, spec(start));
        if (!adopted) {
            AtomicFile.write(folder.resolve(STARTED_AS), startedAs(start.node().sku(), start.setup(), node));
        }
    }

    @Override
    public void configure(MachineStart start) {
        CassandraNode.configure(
                versions.runtimes(start.setup().version()), folder(start.cluster(), start.node()), spec(start));
    }

    @Override
    public boolean runs(ClusterName cluster, Node node) {
        return CassandraNode.adopt(folder(cluster, node)).isPresent();
    }

    @Override
    public boolean runsAs(ClusterName cluster, Node node, Sku sku, NodeSetup setup) {
        var folder = folder(cluster, node);
        return CassandraNode.adopt(folder)
                .filter(running -> startedAs(sku, setup, running).equals(read(folder.resolve(STARTED_AS))))
                .isPresent();
    }

    @Override
    public String logTail(ClusterName cluster, Node node) {
        var folder = folder(cluster, node);
        return LogTail.of(folder.resolve("log/system.log"), LOG_LINES) + "\n"
                + LogTail.of(folder.resolve("out.log"), LOG_LINES);
    }

    @Override
    public long freeBytes(ClusterName cluster, Node node) {
        var folder = folder(cluster, node);
        // a folder that is not there yet has no space to tell
        return (Files.isDirectory(folder) ? folder : config.folder()).toFile().getUsableSpace();
    }

    @Override
    public void giveCpu(ClusterName cluster, Node node, Sku sku) {
        CassandraNode.adopt(folder(cluster, node))
                .ifPresent(running -> sizes.of(sku).cpuCores().ifPresent(running::limitCpu));
    }

    @Override
    public void stop(ClusterName cluster, Node node, Duration bound) {
        CassandraNode.adopt(folder(cluster, node))
                .filter(running -> !running.stop(bound))
                .ifPresent(CassandraNode::kill);
    }

    @Override
    public void kill(ClusterName cluster, Node node) {
        CassandraNode.adopt(folder(cluster, node)).ifPresent(CassandraNode::kill);
    }

    @Override
    public void freeze(ClusterName cluster, Node node) {
        CassandraNode.adopt(folder(cluster, node)).ifPresent(CassandraNode::freeze);
    }

    @Override
    public void thaw(ClusterName cluster, Node node) {
        CassandraNode.adopt(folder(cluster, node)).ifPresent(CassandraNode::thaw);
    }

    @Override
    public void cut(ClusterName cluster, List<Node> nodes, Instant until) {
        cuts.cut(cluster, nodes, node -> CassandraNode.adopt(folder(cluster, node)), until);
    }

    @Override
    public void mend(ClusterName cluster) {
        cuts.mend(cluster);
    }

    @Override
    public void renew(ClusterName cluster, Node node) {
        var folder = folder(cluster, node);
        CassandraNode.adopt(folder).ifPresent(CassandraNode::kill);
        removed.take(folder, cluster + "-" + node.name());
    }

    @Override
    public void remove(ClusterName cluster, Node node) {
        renew(cluster, node);
        claims.release(owner(cluster, node));
    }

    private String prefix(Datacenter datacenter, String rack) {
        int block = config.addressBase() + config.regions().indexOf(datacenter.region());
        int zone = datacenter.racks().indexOf(rack) + 1;
        return "127." + block + "." + zone + ".";
    }

    private NodeSpec spec(MachineStart start) {
        var node = start.node();
        var identity = new NodeIdentity(
                start.cluster().value(),
                node.datacenter().value(),
                node.rack(),
                NodeAddress.of(node.address()),
                start.seeds());
        var spec = NodeSpec.of(identity, join(start))
                .withResources(sizes.of(node.sku()))
                .withYaml(Map.copyOf(Settings.typed(start.setup().settings())))
                .withSystemProperties(properties(start))
                .withSecurity(security(start.cluster()));
        return cuts.group(start.cluster(), node).map(spec::inGroup).orElse(spec);
    }

    private Map<String, String> properties(MachineStart start) {
        var properties = new HashMap<String, String>();
        properties.put(
                "cassandra.failed_bootstrap_timeout_ms",
                String.valueOf(config.failedJoin().toMillis()));
        if (start.part() == MachineStart.Part.REPLACEMENT) {
            properties.put("cassandra.replace_address_first_boot", start.replaced());
            // it listens so long for a sign of life of one whose process we have ended; by default a minute
            properties.put("cassandra.broadcast_interval_ms", REPLACED_SILENT_MILLIS);
        }
        return properties;
    }

    private static NodeJoin join(MachineStart start) {
        var tokens = start.node().tokens().stream().map(String::valueOf).toList();
        return switch (start.part()) {
            case FIRST -> NodeJoin.first(tokens);
            case SPARE -> NodeJoin.spare(tokens, start.dead());
            // it asks the ring for the tokens of the one that it replaces
            case REPLACEMENT ->
                new NodeJoin(List.of(), true, true, NodeJoin.first(tokens).ringDelay(), start.dead());
            // it has its tokens and its data on its disk; should it have lost them, it must stream them
            case MEMBER ->
                new NodeJoin(tokens, true, true, NodeJoin.first(tokens).ringDelay(), start.dead());
        };
    }

    private NodeSecurity security(ClusterName cluster) {
        var login = credentials
                .find(cluster.value())
                .map(ClusterCredentials::jmx)
                .orElseThrow(() -> new IllegalStateException("cluster " + cluster + " has no credentials"));
        return NodeSecurity.withPasswords(new JmxCredentials(login.username(), login.password()));
    }

    private Path folder(ClusterName cluster, Node node) {
        return config.folder().resolve("clusters").resolve(cluster.value()).resolve(node.name());
    }

    private static String owner(ClusterName cluster, Node node) {
        return cluster + "/" + node.name();
    }

    private static String startedAs(Sku sku, NodeSetup setup, CassandraNode node) {
        var own = setup.equals(NodeSetup.DEFAULT) ? "" : " " + setup.version() + new TreeMap<>(setup.settings());
        return sku + " " + node.pid() + own;
    }

    private static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
