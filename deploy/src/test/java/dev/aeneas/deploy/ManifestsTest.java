package dev.aeneas.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aeneas.contracts.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestsTest {
    private static final StrictManifests STRICT = new StrictManifests();
    private static final Duration INPUTS_ARE_KNOWN_FOR = Duration.ofDays(30); // aeneas.store.recorded-for

    @ParameterizedTest
    @ValueSource(strings = {"single-region", "three-regions"})
    void everyManifestIsWhatKubernetesAndTheOperatorsKnow(String overlay) {
        var problems = Rendered.of(overlay).resources().stream()
                .flatMap(resource -> STRICT.problems(resource).stream())
                .toList();

        assertThat(problems).isEmpty();
    }

    @Test
    void aFieldThatNobodyKnowsIsFound() {
        var rendered = Rendered.of("three-regions");
        for (var kind :
                List.of("StatefulSet", "NetworkPolicy", "Kafka", "CassandraDatacenter", "KafkaTopic", "Certificate")) {
            var spoilt = rendered.kind(kind).findFirst().orElseThrow();
            ((ObjectNode) spoilt.path("spec")).put("replcias", 3);

            assertThat(STRICT.problems(spoilt)).as(kind).anyMatch(problem -> problem.contains("replcias"));
        }
    }

    @Test
    void aFieldDeepInAPodThatNobodyKnowsIsFound() {
        var pods = Rendered.of("three-regions").kind("StatefulSet").findFirst().orElseThrow();
        ((ObjectNode) pods.at("/spec/template/spec/containers/0/livenessProbe")).put("periodSecond", 3);

        assertThat(STRICT.problems(pods)).anyMatch(problem -> problem.contains("periodSecond"));
    }

    @Test
    void aValueOfAnotherTypeIsFound() {
        var rendered = Rendered.of("three-regions");
        Map.of("StatefulSet", "replicas", "CassandraDatacenter", "size", "KafkaNodePool", "replicas")
                .forEach((kind, field) -> {
                    var spoilt = rendered.kind(kind).findFirst().orElseThrow();
                    ((ObjectNode) spoilt.path("spec")).put(field, "3");

                    assertThat(STRICT.problems(spoilt)).as(kind).isNotEmpty();
                });
        var settings = rendered.kind("ConfigMap").findFirst().orElseThrow();
        ((ObjectNode) settings.path("data")).put("KAFKA_PORT", 9092);
        assertThat(STRICT.problems(settings)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"single-region", "three-regions"})
    void everyTopicOfTheContractsIsDeclaredAndNoOther(String overlay) {
        var expected = Topics.all().stream().flatMap(topic -> Stream.of(topic, Topics.deadLettersOf(topic)));

        assertThat(Rendered.of(overlay).kind("KafkaTopic").map(Rendered::name))
                .containsExactlyInAnyOrderElementsOf(expected.toList());
    }

    @Test
    void noCommandOrEventOutlivesTheMemoryOfWhatWasDecidedOnIt() {
        assertThat(Rendered.of("three-regions").kind("KafkaTopic").filter(topic -> !Rendered.name(topic)
                        .endsWith(".dlq")))
                .allSatisfy(topic -> assertThat(Duration.ofMillis(
                                topic.at("/spec/config/retention.ms").asLong()))
                        .isPositive()
                        .isLessThan(INPUTS_ARE_KNOWN_FOR));
    }

    @Test
    void theLossOfOneRegionLeavesAQuorumOfBrokersAndInSyncReplicas() {
        var rendered = Rendered.of("three-regions");

        assertThat(rendered.kind("KafkaNodePool").map(ManifestsTest::region))
                .doesNotHaveDuplicates()
                .hasSize(3);
        assertThat(rendered.kind("KafkaTopic")).allSatisfy(topic -> {
            assertThat(topic.at("/spec/replicas").asInt()).isEqualTo(3);
            assertThat(topic.at("/spec/config/min.insync.replicas").asInt()).isEqualTo(2);
        });
        assertThat(rendered.kind("Kafka")
                        .map(kafka -> kafka.at("/spec/kafka/rack/topologyKey").asText()))
                .containsExactly("topology.kubernetes.io/region");
    }

    @Test
    void everyRegionHasEachServiceAndAControlStoreOfItsOwn() {
        var rendered = Rendered.of("three-regions");
        var regions = List.of("east", "west", "north");

        assertThat(rendered.kind("CassandraDatacenter").map(Rendered::name))
                .containsExactlyInAnyOrderElementsOf(regions);
        for (var service : List.of("provisioning", "scaling", "backup", "failover")) {
            for (var region : regions) {
                var set = rendered.kind("StatefulSet")
                        .filter(one -> Rendered.name(one).equals(service + "-service-" + region))
                        .findFirst()
                        .orElseThrow();
                assertThat(set.at("/spec/template/spec/nodeSelector")
                                .path("topology.kubernetes.io/region")
                                .asText())
                        .isEqualTo(region);
                assertThat(environment(set, "AENEAS_STORE_LOCAL_DATACENTER")).isEqualTo(region);
            }
        }
    }

    @Test
    void theLossOfOneRegionLeavesThreeObserversToADeciderThatStartsAnew() {
        int observersOfTheOthers = Rendered.of("three-regions")
                .kind("StatefulSet")
                .filter(set ->
                        !environment(set, "AENEAS_FAILOVER_OBSERVER_REGION").isEmpty())
                .filter(set ->
                        !environment(set, "AENEAS_FAILOVER_OBSERVER_REGION").equals("east"))
                .mapToInt(set -> set.at("/spec/replicas").asInt())
                .sum();

        assertThat(observersOfTheOthers).isGreaterThanOrEqualTo(3); // aeneas.failover.detection.observers-min
    }

    @ParameterizedTest
    @ValueSource(strings = {"single-region", "three-regions"})
    void noPodOfOursMayDoMoreThanItNeeds(String overlay) {
        assertThat(Rendered.of(overlay).kind("StatefulSet")).allSatisfy(set -> {
            var pod = set.at("/spec/template/spec");
            assertThat(pod.path("automountServiceAccountToken").asBoolean(true)).isFalse();
            assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
            assertThat(pod.path("containers")).allSatisfy(container -> {
                assertThat(container
                                .at("/securityContext/readOnlyRootFilesystem")
                                .asBoolean())
                        .isTrue();
                assertThat(container
                                .at("/securityContext/allowPrivilegeEscalation")
                                .asBoolean(true))
                        .isFalse();
                assertThat(container.at("/securityContext/capabilities/drop/0").asText())
                        .isEqualTo("ALL");
                assertThat(container.has("livenessProbe") && container.has("readinessProbe"))
                        .isTrue();
                assertThat(container.at("/resources/limits/memory").isTextual()).isTrue();
            });
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"single-region", "three-regions"})
    void whatAnotherResourceIsReferredToByNameExists(String overlay) {
        var rendered = Rendered.of(overlay);
        var accounts = rendered.kind("ServiceAccount").map(Rendered::name).toList();
        var settings = rendered.kind("ConfigMap").map(Rendered::name).toList();
        var services = rendered.kind("Service").map(Rendered::name).toList();

        assertThat(rendered.kind("StatefulSet")).isNotEmpty().allSatisfy(set -> {
            assertThat(accounts)
                    .contains(set.at("/spec/template/spec/serviceAccountName").asText());
            assertThat(services).contains(set.at("/spec/serviceName").asText());
            assertThat(settings)
                    .contains(set.at("/spec/template/spec/containers/0/envFrom/0/configMapRef/name")
                            .asText());
            assertThat(volumes(set)).containsAll(mounts(set));
        });
    }

    @Test
    void noSecretIsAmongTheFiles() {
        for (var overlay : List.of("single-region", "three-regions")) {
            assertThat(Rendered.of(overlay).kind("Secret")).isEmpty();
        }
    }

    static String environment(JsonNode set, String name) {
        return Rendered.stream(set.at("/spec/template/spec/containers/0/env"))
                .filter(variable -> name.equals(variable.path("name").asText()))
                .map(variable -> variable.path("value").asText())
                .findFirst()
                .orElse("");
    }

    private static String region(JsonNode pool) {
        return pool.at("/spec/template/pod/affinity/nodeAffinity/requiredDuringSchedulingIgnoredDuringExecution"
                        + "/nodeSelectorTerms/0/matchExpressions/0/values/0")
                .asText();
    }

    private static List<String> volumes(JsonNode set) {
        return Rendered.stream(set.at("/spec/template/spec/volumes"))
                .map(volume -> volume.path("name").asText())
                .toList();
    }

    private static List<String> mounts(JsonNode set) {
        return Rendered.stream(set.at("/spec/template/spec/containers/0/volumeMounts"))
                .map(mount -> mount.path("name").asText())
                .toList();
    }
}
