package dev.aeneas.platform.adapter.runtime;

import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import dev.aeneas.platform.access.DenialBudget;
import dev.aeneas.platform.adapter.access.AccessConfig;
import dev.aeneas.platform.adapter.access.AuditDenials;
import dev.aeneas.platform.adapter.kafka.Inbox;
import dev.aeneas.platform.adapter.kafka.KafkaHints;
import dev.aeneas.platform.adapter.kafka.KafkaPublisher;
import dev.aeneas.platform.adapter.store.CassandraJournal;
import dev.aeneas.platform.adapter.store.Store;
import dev.aeneas.platform.adapter.store.StoreAccess;
import dev.aeneas.platform.adapter.store.StoreLeadership;
import dev.aeneas.platform.adapter.trace.Traces;
import dev.aeneas.platform.process.HostedProcess;
import dev.aeneas.platform.process.Journal;
import dev.aeneas.platform.process.Leadership;
import dev.aeneas.platform.process.ProcessEngine;
import dev.aeneas.platform.process.ProcessKind;
import dev.aeneas.platform.process.ProcessRunner;
import dev.aeneas.platform.process.TellHints;
import io.quarkus.arc.All;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** Puts a service together: its kinds of processes on the journal, Kafka and the clock. */
@ApplicationScoped
public class ServiceRuntime {
    private final PlatformConfig config;

    public ServiceRuntime(PlatformConfig config) {
        this.config = config;
    }

    @Produces
    @Singleton
    Store store() {
        var store = config.store();
        return new Store(new Store.Settings(
                        store.contactPoints().stream()
                                .map(ServiceRuntime::address)
                                .toList(),
                        store.localDatacenter(),
                        "aeneas_" + config.service(),
                        store.replication(),
                        DefaultConsistencyLevel.valueOf(store.serialConsistency()),
                        store.requestTimeout(),
                        access(store)))
                .connect();
    }

    private static StoreAccess access(PlatformConfig.StoreConfig store) {
        return new StoreAccess(
                store.username().orElse(null),
                store.password().orElse(null),
                store.certificateAuthority().orElse(null));
    }

    void close(@Disposes Store store) {
        store.close();
    }

    @Produces
    @Singleton
    Journal journal(Store store) {
        return new CassandraJournal(store, config.store().recordedFor());
    }

    @Produces
    @Singleton
    KafkaPublisher publisher(@Identifier("default-kafka-broker") Map<String, Object> broker) {
        return new KafkaPublisher(broker, config.instance(), config.kafka().publishTimeout());
    }

    void close(@Disposes KafkaPublisher publisher) {
        publisher.close();
    }

    @Produces
    @Singleton
    ProcessEngine engine(@All List<HostedProcess<?, ?>> hosted, Journal journal, KafkaPublisher publisher) {
        List<ProcessKind<?>> kinds =
                hosted.stream().<ProcessKind<?>>map(HostedProcess::kind).toList();
        return new ProcessEngine(source(), kinds, journal, publisher, InstantSource.system());
    }

    @Produces
    @Singleton
    TellHints hints(KafkaPublisher publisher) {
        return new KafkaHints(source(), publisher, InstantSource.system());
    }

    @Produces
    @Singleton
    Inbox inbox(ProcessEngine engine, KafkaPublisher publisher, Traces traces) {
        return new Inbox(engine, publisher, traces, config.kafka().patience());
    }

    @Produces
    @Singleton
    Leadership leadership(Store store, ScheduledExecutorService timer) {
        return new StoreLeadership(store, config.instance(), config.processes().leaseTimeToLive()).start(timer);
    }

    @Produces
    @Singleton
    ProcessRunner runner(
            ProcessEngine engine,
            Journal journal,
            Leadership leadership,
            @All List<HostedProcess<?, ?>> hosted,
            ScheduledExecutorService timer,
            Traces traces) {
        var workers = Executors.newFixedThreadPool(config.processes().workers());
        var runner =
                new ProcessRunner(engine, journal, leadership, hosted, new ProcessRunner.Executors(workers, timer));
        runner.setTraces(traces);
        return runner;
    }

    void close(@Disposes ProcessRunner runner) {
        runner.close();
    }

    @Produces
    @Singleton
    AuditDenials auditDenials(KafkaPublisher publisher, AccessConfig access) {
        var budget = new DenialBudget(access.auditMax(), access.auditWindow());
        return new AuditDenials(config.service(), source(), publisher, budget);
    }

    void close(@Disposes AuditDenials audit) {
        audit.close();
    }

    private URI source() {
        return URI.create("/aeneas/" + config.service() + "-service");
    }

    static InetSocketAddress address(String hostAndPort) {
        int colon = hostAndPort.lastIndexOf(':');
        return new InetSocketAddress(
                hostAndPort.substring(0, colon), Integer.parseInt(hostAndPort.substring(colon + 1)));
    }
}
