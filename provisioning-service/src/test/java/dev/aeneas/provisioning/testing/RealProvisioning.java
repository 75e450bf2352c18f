package dev.aeneas.provisioning.testing;

import dev.aeneas.cassandra.cql.ClusterContact;
import dev.aeneas.cassandra.cql.CqlBounds;
import dev.aeneas.cassandra.cql.CqlCluster;
import dev.aeneas.cassandra.cql.CqlClusters;
import dev.aeneas.cassandra.credentials.CredentialsFolder;
import dev.aeneas.cassandra.jmx.JmxBounds;
import dev.aeneas.cassandra.jmx.JmxNodes;
import dev.aeneas.cassandra.node.NodeOperations;
import dev.aeneas.cassandra.ring.NodeAddress;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.contracts.Message;
import dev.aeneas.contracts.ProvisioningCommand;
import dev.aeneas.contracts.ProvisioningEvent.OperationStarted;
import dev.aeneas.local.LoopbackBlock;
import dev.aeneas.local.Runtimes;
import dev.aeneas.local.cassandra.CassandraNode;
import dev.aeneas.platform.process.HostedProcess;
import dev.aeneas.platform.process.ProcessEngine;
import dev.aeneas.platform.process.ProcessKind;
import dev.aeneas.platform.process.ProcessRunner;
import dev.aeneas.platform.process.Received;
import dev.aeneas.platform.testing.InMemoryJournal;
import dev.aeneas.platform.testing.RecordingPublisher;
import dev.aeneas.provisioning.ProvisioningConfig;
import dev.aeneas.provisioning.adapter.cluster.ClusterAccess;
import dev.aeneas.provisioning.adapter.cluster.ClusterAccess.Ways;
import dev.aeneas.provisioning.adapter.cluster.NodeWork;
import dev.aeneas.provisioning.adapter.local.LocalConfig;
import dev.aeneas.provisioning.adapter.local.LocalMachines;
import dev.aeneas.provisioning.adapter.worker.ClusterWorker;
import dev.aeneas.provisioning.cluster.Cluster;
import dev.aeneas.provisioning.cluster.ClusterProcess;
import dev.aeneas.provisioning.cluster.ClusterWork;
import dev.aeneas.provisioning.operation.Operation;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.rmi.NotBoundException;
import java.rmi.registry.LocateRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import javax.management.Attribute;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.rmi.RMIConnector;
import javax.management.remote.rmi.RMIServer;
import org.awaitility.Awaitility;

/** The whole of provisioning on real nodes, without Kafka and the store: they are somebody else's to test. */
public final class RealProvisioning implements AutoCloseable {
    private static final Duration OPERATION_BOUND = Duration.ofMinutes(4);

    private final LoopbackBlock block = LoopbackBlock.reserve();
    private final InMemoryJournal journal = new InMemoryJournal();
    private final RecordingPublisher publisher = new RecordingPublisher();
    private final List<Message> hints = new CopyOnWriteArrayList<>();
    private final LocalConfig local;
    private final ProvisioningConfig config;
    private final CredentialsFolder credentials;
    private ScheduledExecutorService timer;
    private ProcessRunner runner;
    private ProcessEngine engine;
    private ProcessKind<Cluster> kind;
    private LocalMachines machines;

    public RealProvisioning(Path folder, Map<String, String> settings) {
        var smallrye = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withMapping(LocalConfig.class)
                .withMapping(ProvisioningConfig.class)
                .withDefaultValue("aeneas.local.folder", folder.resolve("nodes").toString())
                .withDefaultValue("aeneas.local.regions", "here")
                .withDefaultValue("aeneas.local.address-base", String.valueOf(block.region()))
                .withDefaultValue("aeneas.local.failed-join", "15s")
                .withDefaultValue("aeneas.local.skus.Local_S.heap-megabytes", "192")
                .withDefaultValue("aeneas.local.skus.Local_S.concurrency", "4")
                .withDefaultValue("aeneas.local.skus.Local_M.heap-megabytes", "256")
                .withDefaultValue("aeneas.local.skus.Local_M.concurrency", "8")
                .withDefaultValues(settings)
                .build();
        local = smallrye.getConfigMapping(LocalConfig.class);
        config = smallrye.getConfigMapping(ProvisioningConfig.class);
        credentials = new CredentialsFolder(folder.resolve("secrets"));
        startService();
    }

    /** A service that knows nothing but the journal: as after a crash. */
    public void startService() {
        machines = new LocalMachines(local, credentials, Runtimes.find());
        var access =
                new ClusterAccess(credentials, Ways.overJmxAndCql(new CqlClusters(CqlBounds.DEFAULT), config.probe()));
        kind = ClusterProcess.kind(machines.catalog(), config.attempts(), config.lease());
        var worker = new ClusterWorker(
                new NodeWork(machines, access, config),
                name -> engine.find(kind, name.value()),
                () -> true,
                hints::add);
        var hosted = new HostedProcess<>(kind, ClusterWork.class, worker);
        engine = new ProcessEngine(URI.create("/test"), List.of(kind), journal, publisher, InstantSource.system());
        timer = Executors.newSingleThreadScheduledExecutor();
        runner = new ProcessRunner(
                engine,
                journal,
                () -> true,
                List.of(hosted),
                new ProcessRunner.Executors(Executors.newFixedThreadPool(8), timer));
        runner.start(Duration.ofMillis(200));
    }

    /** Ends the service in the middle of whatever it does; the nodes go on. */
    public void stopService() {
        timer.shutdownNow();
        runner.close();
    }

    public List<Message> send(ProvisioningCommand command) {
        var id = UUID.randomUUID().toString();
        return engine.handle(new Received<>(id, id, Instant.now(), command));
    }

    /** The operation that the command started, when it has ended. */
    public Operation operate(ProvisioningCommand command) {
        return ended(command, begin(command));
    }

    public String begin(ProvisioningCommand command) {
        return send(command).stream()
                .filter(OperationStarted.class::isInstance)
                .map(OperationStarted.class::cast)
                .map(OperationStarted::operationId)
                .findFirst()
                .orElseThrow();
    }

    public Operation ended(ProvisioningCommand command, String operation) {
        return Awaitility.await()
                .atMost(OPERATION_BOUND)
                .until(() -> cluster(command).operation(operation).orElseThrow(), found -> found.endedAt() != null);
    }

    public Cluster cluster(ProvisioningCommand command) {
        return engine.find(kind, command.cluster().value()).orElseThrow();
    }

    public LocalMachines machines() {
        return machines;
    }

    public List<Message> published() {
        return publisher.messages();
    }

    /** What people were told of steps under way. */
    public List<Message> hints() {
        return List.copyOf(hints);
    }

    /** The process of a node of cluster {@code orders}. */
    public CassandraNode process(String node) {
        return CassandraNode.adopt(local.folder().resolve("clusters/orders").resolve(node))
                .orElseThrow();
    }

    /** The way to operate a node, with the generated login. */
    public NodeOperations connect(ClusterName cluster, Node node) {
        var login = credentials.find(cluster.value()).orElseThrow().jmx();
        return new JmxNodes(Optional.of(login), JmxBounds.DEFAULT).connect(NodeAddress.of(node.address()));
    }

    /** From now on the node keeps no hints for others that it does not reach. */
    public void turnHintsOff(ClusterName cluster, Node node) {
        overJmx(cluster, node, beans -> {
            beans.setAttribute(
                    new ObjectName("org.apache.cassandra.db:type=StorageProxy"),
                    new Attribute("HintedHandoffEnabled", false));
            return null;
        });
    }

    /** Writes that this node's own storage has taken since it started. */
    public long writesTaken(ClusterName cluster, Node node, String keyspace, String table) {
        var latency = "org.apache.cassandra.metrics:type=Table,keyspace=" + keyspace + ",scope=" + table
                + ",name=WriteLatency";
        return overJmx(
                cluster, node, beans -> ((Number) beans.getAttribute(new ObjectName(latency), "Count")).longValue());
    }

    private interface JmxCall<T> {
        T on(MBeanServerConnection beans) throws IOException, JMException;
    }

    private <T> T overJmx(ClusterName cluster, Node node, JmxCall<T> call) {
        var login = credentials.find(cluster.value()).orElseThrow().jmx();
        var environment = Map.of(JMXConnector.CREDENTIALS, new String[] {login.username(), login.password()});
        try {
            var registry = LocateRegistry.getRegistry(node.address(), NodeAddress.DEFAULT_JMX_PORT);
            try (JMXConnector connector = new RMIConnector((RMIServer) registry.lookup("jmxrmi"), environment)) {
                connector.connect();
                return call.on(connector.getMBeanServerConnection());
            }
        } catch (IOException | NotBoundException | JMException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A session as the generated superuser, at this node. */
    public CqlCluster login(ProvisioningCommand command, Node node) {
        return new CqlClusters(CqlBounds.DEFAULT)
                .connect(ClusterContact.of(
                        List.of(NodeAddress.of(node.address())),
                        node.datacenter().value(),
                        credentials.find(command.cluster().value())));
    }

    @Override
    public void close() {
        stopService();
        engine.findAll(kind)
                .forEach(cluster -> cluster.topology().nodes().forEach(node -> machines.remove(cluster.name(), node)));
        block.close();
    }
}
