package dev.aeneas.failover.adapter.probe;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.Envelope;
import dev.aeneas.contracts.Observation.DatacenterObserved;
import dev.aeneas.platform.adapter.kafka.KafkaPublisher;
import dev.aeneas.platform.adapter.runtime.PlatformConfig;
import dev.aeneas.platform.process.PublishMessages;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes observations without holding up whoever made them: the newest per datacenter waits, an older one that Kafka did
 * not take in time is dropped, since the newer one says it all.
 */
@ApplicationScoped
public class Outbox {
    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

    private final KafkaPublisher publisher;
    private final URI source;
    private final Map<Key, DatacenterObserved> waiting = new LinkedHashMap<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(Daemons.named("observations"));

    public Outbox(KafkaPublisher publisher, PlatformConfig config) {
        this.publisher = publisher;
        this.source = URI.create("/aeneas/failover-service/" + config.instance());
    }

    private record Key(ClusterName cluster, DatacenterName datacenter) {}

    void put(DatacenterObserved observation) {
        boolean idle;
        synchronized (waiting) {
            idle = waiting.isEmpty();
            waiting.put(new Key(observation.cluster(), observation.datacenter()), observation);
        }
        if (idle) {
            thread.execute(this::publish);
        }
    }

    private void publish() {
        List<DatacenterObserved> taken;
        synchronized (waiting) {
            taken = List.copyOf(waiting.values());
            waiting.clear();
        }
        try {
            publisher.publish(taken.stream().map(this::envelope).toList());
        } catch (PublishMessages.Unavailable e) {
            LOG.warn("Observations dropped, Kafka did not take them: {}", e.getMessage());
        }
    }

    private Envelope envelope(DatacenterObserved observation) {
        var id = UUID.randomUUID().toString();
        return new Envelope(id, source, observation.observedAt(), id, id, observation);
    }
}
