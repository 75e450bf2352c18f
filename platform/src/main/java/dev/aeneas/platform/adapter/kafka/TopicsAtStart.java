package dev.aeneas.platform.adapter.kafka;

import dev.aeneas.contracts.Topics;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the topics that are missing; where they are declared beforehand, as on Kubernetes, it finds nothing to do. */
public final class TopicsAtStart {
    private static final Logger LOG = LoggerFactory.getLogger(TopicsAtStart.class);

    private TopicsAtStart() {}

    /** Throws whatever Kafka answers; making a topic that exists is no error. */
    public static void create(Admin admin, int partitions, short replication)
            throws InterruptedException, ExecutionException {
        Set<String> existing = admin.listTopics().names().get();
        var missing = Topics.all().stream()
                .flatMap(topic -> Stream.of(topic, Topics.deadLettersOf(topic)))
                .filter(topic -> !existing.contains(topic))
                .map(topic -> new NewTopic(topic, partitions, replication))
                .collect(Collectors.toMap(NewTopic::name, topic -> topic));
        for (Map.Entry<String, KafkaFuture<Void>> made :
                admin.createTopics(missing.values()).values().entrySet()) {
            try {
                made.getValue().get();
                LOG.info("Topic made: {}", made.getKey());
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        }
    }
}
