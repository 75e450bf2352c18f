package dev.aeneas.failover.adapter.precaution;

import com.datastax.oss.driver.api.core.metadata.Node;
import dev.aeneas.contracts.Topics;
import dev.aeneas.failover.FailoverConfig;
import dev.aeneas.failover.readiness.Precautions.ControlPart;
import dev.aeneas.platform.adapter.kafka.KafkaAccess;
import dev.aeneas.platform.adapter.store.Store;
import dev.aeneas.platform.process.Journal;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartitionInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the replicas of Aeneas's own topics and journals are: a broker's rack and a store's datacenter are read as regions. */
@ApplicationScoped
public class ControlPlane {
    private static final Logger LOG = LoggerFactory.getLogger(ControlPlane.class);
    private static final Duration BOUND = Duration.ofSeconds(5);
    private static final String UNKNOWN = "unknown";

    private final boolean outside;
    private final Map<String, Object> broker;
    private final Store store;
    private Admin admin;

    ControlPlane(FailoverConfig config, @Identifier("default-kafka-broker") Map<String, Object> broker, Store store) {
        this.outside = config.readiness().controlPlaneOutside();
        this.broker = broker;
        this.store = store;
    }

    @PreDestroy
    synchronized void close() {
        if (admin != null) {
            admin.close(Duration.ZERO);
        }
    }

    /** Nothing when the configuration says that it is in no cluster's region. */
    List<ControlPart> parts() {
        return outside ? List.of() : Stream.of(kafka(), journals()).toList();
    }

    private ControlPart kafka() {
        return new ControlPart(
                "Kafka",
                kafkaPlaces(),
                "give Aeneas's topics replicas on brokers in three regions, each broker with its region as broker.rack");
    }

    private List<String> kafkaPlaces() {
        try {
            var topics =
                    admin().describeTopics(Topics.all()).allTopicNames().get(BOUND.toMillis(), TimeUnit.MILLISECONDS);
            return topics.values().stream()
                    .flatMap(topic -> topic.partitions().stream())
                    .map(ControlPlane::racks)
                    .min(Comparator.comparing(
                            places -> places.stream().distinct().count()))
                    .orElse(List.of());
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("Kafka does not tell where its replicas are: {}", e.toString());
            return List.of(UNKNOWN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of(UNKNOWN);
        }
    }

    private static List<String> racks(TopicPartitionInfo partition) {
        return partition.replicas().stream()
                .map(broker -> broker.hasRack() ? broker.rack() : UNKNOWN)
                .sorted()
                .toList();
    }

    private synchronized Admin admin() {
        if (admin == null) {
            admin = KafkaAccess.admin(broker, BOUND);
        }
        return admin;
    }

    private ControlPart journals() {
        return new ControlPart(
                "the control store",
                storePlaces(),
                "replicate its keyspaces to datacenters in three regions, each datacenter named as its region, with"
                        + " serial consistency SERIAL");
    }

    private List<String> storePlaces() {
        try {
            var session = store.session();
            var replication = session.getKeyspace()
                    .flatMap(name -> session.getMetadata().getKeyspace(name))
                    .orElseThrow(() -> new Journal.Unavailable("the keyspace is not known yet", null))
                    .getReplication();
            if (replication.containsKey("replication_factor")) {
                int factor = Integer.parseInt(replication.get("replication_factor"));
                return session.getMetadata().getNodes().values().stream()
                        .map(Node::getDatacenter)
                        .map(String::valueOf)
                        .limit(factor)
                        .toList();
            }
            return replication.entrySet().stream()
                    .filter(entry -> !entry.getKey().equals("class"))
                    .flatMap(entry -> Collections.nCopies(Integer.parseInt(entry.getValue()), entry.getKey()).stream())
                    .toList();
        } catch (Journal.Unavailable | NumberFormatException e) {
            LOG.debug("The control store does not tell where its replicas are: {}", e.toString());
            return List.of(UNKNOWN);
        }
    }
}
