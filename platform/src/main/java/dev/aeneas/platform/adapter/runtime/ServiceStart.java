package dev.aeneas.platform.adapter.runtime;

import dev.aeneas.platform.adapter.access.AuditDenials;
import dev.aeneas.platform.adapter.kafka.KafkaAccess;
import dev.aeneas.platform.adapter.kafka.SentMessages;
import dev.aeneas.platform.adapter.kafka.TopicsAtStart;
import dev.aeneas.platform.process.Leadership;
import dev.aeneas.platform.process.ProcessRunner;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Metrics;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sets a service going: topics that are missing, then the runner. Neither Kafka nor the store need be there yet. */
@ApplicationScoped
public class ServiceStart {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceStart.class);

    private final PlatformConfig config;
    private final ProcessRunner runner;
    private final Leadership leadership;
    private final ScheduledExecutorService timer;
    private final Map<String, Object> broker;

    public ServiceStart(
            PlatformConfig config,
            ProcessRunner runner,
            Leadership leadership,
            ScheduledExecutorService timer,
            @Identifier("default-kafka-broker") Map<String, Object> broker) {
        this.config = config;
        this.runner = runner;
        this.leadership = leadership;
        this.timer = timer;
        this.broker = broker;
    }

    void start(@Observes StartupEvent event) {
        SentMessages.from(config.service());
        AuditDenials.countFromTheStart();
        Gauge.builder("aeneas.leader", leadership, held -> held.leads() ? 1 : 0).register(Metrics.globalRegistry);
        timer.execute(this::createTopics);
        runner.start(config.processes().sweep());
    }

    private void createTopics() {
        try (var admin = KafkaAccess.admin(broker, config.kafka().publishTimeout())) {
            TopicsAtStart.create(
                    admin, config.kafka().partitions(), config.kafka().replication());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            LOG.warn(
                    "Kafka not there yet, topics are made later: {}",
                    e.getCause().toString());
            timer.schedule(this::createTopics, 1, TimeUnit.SECONDS);
        }
    }
}
