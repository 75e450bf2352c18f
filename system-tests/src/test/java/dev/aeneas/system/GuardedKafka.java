package dev.aeneas.system;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aeneas.deploy.Rendered;
import dev.aeneas.local.FreePort;
import dev.aeneas.local.Runtimes;
import dev.aeneas.local.kafka.KafkaBroker;
import dev.aeneas.local.kafka.KafkaSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.Resource;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * A real broker as the manifests have Strimzi make it: TLS and logins for whoever comes from outside, their topics, users and rights. The
 * one who makes them comes by a second listener, as Strimzi's operators do.
 */
final class GuardedKafka implements AutoCloseable {
    private static final Duration BOUND = Duration.ofMinutes(1);
    private static final String HOST = "127.0.0.1";
    private static final int ITERATIONS = 4096;

    private final Rendered manifests;
    private final KafkaSpec spec;
    private final KafkaBroker broker;
    private final String address;
    private final Path authority;
    private Admin admin;

    /** @param certificate a folder with {@code tls-combined.pem}, for that address */
    GuardedKafka(Rendered manifests, String region, Path folder, String address, Path certificate) {
        this.manifests = manifests;
        authority = certificate.resolve("ca.crt");
        var ports = FreePort.several(2, HOST);
        this.address = address + ":9093";
        spec = KafkaSpec.at(HOST, ports.get(0), ports.get(1)).withSettings(settings(ports, region, certificate));
        broker = KafkaBroker.start(Runtimes.find(), folder, spec);
    }

    private Map<String, String> settings(List<Integer> ports, String region, Path certificate) {
        var listener = manifests.kind("Kafka").findFirst().orElseThrow().at("/spec/kafka/listeners/0");
        var mechanism = listener.at("/authentication/type").asText();
        var inside = "CLIENTS://" + HOST + ":" + ports.get(0);
        var settings = new HashMap<String, String>();
        settings.put(
                "listeners",
                String.join(",", inside, "GUARDED://" + address, "CONTROLLER://" + HOST + ":" + ports.get(1)));
        settings.put("advertised.listeners", inside + ",GUARDED://" + address);
        settings.put(
                "listener.security.protocol.map",
                "CLIENTS:PLAINTEXT,CONTROLLER:PLAINTEXT,GUARDED:"
                        + (listener.path("tls").asBoolean() ? "SASL_SSL" : "SASL_PLAINTEXT"));
        var guarded = "listener.name.guarded.";
        settings.put(guarded + "ssl.keystore.type", "PEM");
        settings.put(
                guarded + "ssl.keystore.location",
                certificate.resolve("tls-combined.pem").toString());
        settings.put(guarded + "sasl.enabled.mechanisms", mechanism.toUpperCase(Locale.ROOT));
        settings.put(
                guarded + mechanism + ".sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required;");
        settings.put("broker.rack", region);
        settings.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        settings.put("super.users", "User:ANONYMOUS");
        return settings;
    }

    /** Returns when all that is declared is there. */
    void provide() throws InterruptedException, ExecutionException {
        broker.awaitReady(BOUND);
        admin = Admin.create(Map.of("bootstrap.servers", insideServers()));
        admin.createTopics(manifests.kind("KafkaTopic").map(GuardedKafka::topic).toList())
                .all()
                .get();
        admin.alterUserScramCredentials(manifests
                        .kind("KafkaUser")
                        .map(user -> scram(Rendered.name(user)))
                        .toList())
                .all()
                .get();
        admin.createAcls(manifests
                        .kind("KafkaUser")
                        .flatMap(GuardedKafka::rights)
                        .toList())
                .all()
                .get();
    }

    private static UserScramCredentialAlteration scram(String user) {
        return new UserScramCredentialUpsertion(
                user, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS), password(user));
    }

    /** Topics that a user may read, and not only write to. */
    List<String> readableBy(String user) {
        return manifests
                .kind("KafkaUser")
                .filter(one -> Rendered.name(one).equals(user))
                .flatMap(GuardedKafka::rights)
                .filter(right -> right.entry().operation() == AclOperation.READ)
                .filter(right -> right.pattern().resourceType() == ResourceType.TOPIC)
                .map(right -> right.pattern().name())
                .toList();
    }

    /** Whether a consumer group with a name that begins so is done with what was on a topic when it ended there. */
    boolean hasRead(String groups, Map<TopicPartition, Long> ends) throws InterruptedException, ExecutionException {
        for (var group : admin.listGroups().all().get()) {
            if (group.groupId().startsWith(groups)) {
                var read = admin.listConsumerGroupOffsets(group.groupId())
                        .partitionsToOffsetAndMetadata()
                        .get();
                if (ends.entrySet().stream()
                        .filter(end -> end.getValue() > 0)
                        .allMatch(end -> read.containsKey(end.getKey())
                                && read.get(end.getKey()).offset() >= end.getValue())) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Where each partition of a topic ends. */
    Map<TopicPartition, Long> ends(String topic) throws InterruptedException, ExecutionException {
        var partitions = admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic).partitions().stream()
                .collect(Collectors.toMap(
                        partition -> new TopicPartition(topic, partition.partition()),
                        partition -> OffsetSpec.latest()));
        return admin.listOffsets(partitions).all().get().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, end -> end.getValue().offset()));
    }

    /** Reads from outside; throws what the broker has against it. */
    void readAs(String user, String topic) {
        var settings = Map.<String, Object>of(
                "bootstrap.servers",
                address,
                "security.protocol",
                "SASL_SSL",
                "sasl.mechanism",
                "SCRAM-SHA-512",
                "sasl.jaas.config",
                login(user),
                "ssl.truststore.type",
                "PEM",
                "ssl.truststore.location",
                authority.toString());
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(new TopicPartition(topic, 0)));
            consumer.seekToBeginning(consumer.assignment());
            consumer.poll(BOUND);
        }
    }

    String insideServers() {
        return spec.bootstrapServers();
    }

    String bootstrapServers() {
        return address;
    }

    /** What Strimzi writes into a user's secret. */
    static String login(String user) {
        return "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
                .formatted(user, password(user));
    }

    private static String password(String user) {
        return "password-of-" + user;
    }

    private static NewTopic topic(JsonNode declared) {
        return new NewTopic(
                Rendered.name(declared), declared.at("/spec/partitions").asInt(), (short) 1);
    }

    private static Stream<AclBinding> rights(JsonNode user) {
        return Rendered.stream(user.at("/spec/authorization/acls"))
                .flatMap(acl -> Rendered.stream(acl.path("operations"))
                        .map(operation -> new AclBinding(
                                resource(acl.path("resource")),
                                new AccessControlEntry(
                                        "User:" + Rendered.name(user),
                                        "*",
                                        AclOperation.fromString(inCapitals(operation.asText())),
                                        AclPermissionType.ALLOW))));
    }

    private static ResourcePattern resource(JsonNode declared) {
        var type = ResourceType.fromString(declared.path("type").asText());
        if (type == ResourceType.CLUSTER) {
            return new ResourcePattern(type, Resource.CLUSTER_NAME, PatternType.LITERAL);
        }
        var pattern =
                declared.path("patternType").asText().equals("prefix") ? PatternType.PREFIXED : PatternType.LITERAL;
        return new ResourcePattern(type, declared.path("name").asText(), pattern);
    }

    /** {@code IdempotentWrite} as Kafka's own enumeration has it. */
    private static String inCapitals(String operation) {
        return operation.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
    }

    @Override
    public void close() {
        if (admin != null) {
            admin.close();
        }
        broker.kill();
    }
}
