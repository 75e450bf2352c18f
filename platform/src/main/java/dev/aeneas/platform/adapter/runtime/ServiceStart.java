package dev.aeneas.platform.adapter.runtime;

import dev.aeneas.platform.adapter.kafka.TopicsAtStart;
import dev.aeneas.platform.process.ProcessRunner;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sets a service going: topics that are missing, then the runner. Neither Kafka nor the store need be there yet. */
@ApplicationScoped
public class ServiceStart {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceStart.class);

    private final PlatformConfig config;
    private final ProcessRunner runner;
    private final ScheduledExecutorService timer;
    private final String bootstrapServers;

    public ServiceStart(
            PlatformConfig config,
            ProcessRunner runner,
            ScheduledExecutorService timer,
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers) {
        this.config = config;
        this.runner = runner;
        this.timer = timer;
        this.bootstrapServers = bootstrapServers;
    }

    void start(@Observes StartupEvent event) {
        timer.execute(this::createTopics);
        runner.start(config.processes().sweep());
    }

    private void createTopics() {
        int timeout = Math.toIntExact(config.kafka().publishTimeout().toMillis());
        Map<String, Object> settings = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, timeout / 2,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, timeout);
        try (var admin = Admin.create(settings)) {
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
