package dev.aeneas.provisioning.testing;

import dev.aeneas.cassandra.cql.ManagedCluster;
import dev.aeneas.cassandra.credentials.CredentialsFolder;
import dev.aeneas.cassandra.fake.FakeCluster;
import dev.aeneas.cassandra.node.NodeOperations;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.Message;
import dev.aeneas.platform.process.Journal;
import dev.aeneas.platform.process.ProcessEngine;
import dev.aeneas.platform.process.ProcessId;
import dev.aeneas.platform.process.ProcessKind;
import dev.aeneas.platform.process.Received;
import dev.aeneas.platform.process.TellHints;
import dev.aeneas.platform.process.WorkAbandoned;
import dev.aeneas.platform.process.WorkFailed;
import dev.aeneas.platform.testing.RecordingPublisher;
import dev.aeneas.provisioning.ProvisioningConfig;
import dev.aeneas.provisioning.adapter.cluster.ClusterAccess;
import dev.aeneas.provisioning.adapter.cluster.ClusterAccess.Ways;
import dev.aeneas.provisioning.adapter.cluster.NodeWork;
import dev.aeneas.provisioning.adapter.worker.ClusterWorker;
import dev.aeneas.provisioning.cluster.Cluster;
import dev.aeneas.provisioning.cluster.ClusterProcess;
import dev.aeneas.provisioning.cluster.ClusterWork;
import dev.aeneas.provisioning.machine.Machines;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One replica of provisioning over fakes that it shares with others; whoever tests it drives it step by step. */
public final class FakeService {
    public final ProcessKind<Cluster> kind;
    public final ProcessEngine engine;
    private final ClusterWorker worker;
    private volatile boolean leads = true;

    /** What every replica shares, and what outlives them. */
    public record World(FakeCluster cluster, FakeMachines machines, Journal journal, Path folder) {}

    /** Is told of every call that leaves the service, before and after it; may throw, or wait. */
    @FunctionalInterface
    public interface Calls {
        void pass(String what);
    }

    public FakeService(World world, Calls calls) {
        var config = config();
        var access = new ClusterAccess(
                new CredentialsFolder(world.folder()),
                new Ways(
                        login -> address ->
                                watched(NodeOperations.class, world.cluster().connect(address), calls),
                        contact -> watched(ManagedCluster.class, world.cluster().connect(contact), calls),
                        world.cluster()));
        kind = ClusterProcess.kind(world.machines().catalog(), config.attempts(), config.lease());
        engine = new ProcessEngine(
                URI.create("/test"),
                List.of(kind),
                watched(Journal.class, world.journal(), calls),
                new RecordingPublisher(),
                Instant::now);
        var nodes = new NodeWork(watched(Machines.class, world.machines(), calls), access, config);
        worker = new ClusterWorker(nodes, name -> engine.find(kind, name.value()), () -> leads, TellHints.NOBODY);
    }

    public List<Message> send(String id, Message message, Instant at) {
        return engine.handle(new Received<>(id, id, at, message));
    }

    public Optional<Cluster> cluster(ClusterName name) {
        return engine.find(kind, name.value());
    }

    public List<ClusterWork> work(ClusterName name) {
        return cluster(name).map(ClusterWork::of).orElse(List.of());
    }

    /** Does one piece of work and reports it, as the runner does. */
    public void perform(ClusterWork work) throws InterruptedException {
        var id = new ProcessId(kind.name(), work.cluster().name().value());
        Object report;
        try {
            report = worker.perform(id, work);
        } catch (WorkAbandoned abandoned) {
            return;
        } catch (RuntimeException e) {
            report = new WorkFailed(work, e);
        }
        engine.report(id, "work:" + id + "|" + work.key(), report);
    }

    /** Another replica leads from now on. */
    public void loseTheLead() {
        leads = false;
    }

    private static ProvisioningConfig config() {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withMapping(ProvisioningConfig.class)
                .withDefaultValues(Map.of(
                        "aeneas.provisioning.poll", "1ms",
                        "aeneas.provisioning.join-stalled", "10ms",
                        "aeneas.provisioning.safety", "1s",
                        "aeneas.provisioning.death", "1s",
                        "aeneas.provisioning.verify", "1s",
                        "aeneas.provisioning.node-start", "1s",
                        "aeneas.provisioning.attempts", "100"))
                .build()
                .getConfigMapping(ProvisioningConfig.class);
    }

    private static <T> T watched(Class<T> port, T target, Calls calls) {
        return port.cast(
                Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (proxy, method, arguments) -> {
                    calls.pass(method.getName());
                    try {
                        var result = method.invoke(target, arguments);
                        calls.pass(method.getName() + " returned");
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
