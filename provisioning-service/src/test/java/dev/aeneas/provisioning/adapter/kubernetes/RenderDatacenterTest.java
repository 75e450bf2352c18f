package dev.aeneas.provisioning.adapter.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.networknt.schema.ValidationMessage;
import dev.aeneas.cassandra.credentials.Credentials;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.NodeSetup;
import dev.aeneas.provisioning.machine.DatacenterOrder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is ordered, word for word; {@code -Dgolden.write} writes the files anew. */
class RenderDatacenterTest {
    private static final Path GOLDEN = Path.of("src/test/resources/kubernetes");
    private static final ObjectMapper YAML =
            new ObjectMapper(new YAMLFactory().disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER));

    private static Map<String, HasMetadata> rendered() {
        var plain = Regions.config(Map.of());
        var sealed = Regions.config(Map.of("aeneas.kubernetes.certificate-secret", "orders-certificate"));
        var order = Regions.order("west", 6);
        var setUp = new DatacenterOrder(
                Regions.ORDERS,
                Regions.datacenter("west"),
                3,
                Regions.LARGE,
                new NodeSetup(Map.of("compaction_throughput", "32MiB/s"), "5.0.7"),
                List.of("10.1.0.1", "10.1.0.2"),
                true);
        var rendered = new TreeMap<String, HasMetadata>();
        rendered.put("datacenter", new RenderDatacenter(plain).datacenter(order));
        rendered.put("datacenter-encrypted-stopped-set-up", new RenderDatacenter(sealed).datacenter(setUp));
        rendered.put("datacenter-backed-up", new RenderDatacenter(backedUp()).datacenter(order));
        rendered.put("superuser", new RenderDatacenter(plain).superuser(order, new Credentials("aeneas", "secret")));
        rendered.put(
                "replacement",
                RenderReplacement.of("cassandra", "orders-7-replace", "orders-west", "orders-west-1-sts-0"));
        return rendered;
    }

    private static KubernetesConfig backedUp() {
        return Regions.config(
                Map.of("aeneas.kubernetes.sidecar.image", "registry.example.org/aeneas/backup-service:0.1.0"));
    }

    private static Stream<String> names() {
        return rendered().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void isTheGoldenFile(String name) throws IOException {
        var text = YAML.writeValueAsString(rendered().get(name));
        var file = GOLDEN.resolve(name + ".yaml");
        if (System.getProperty("golden.write") != null) {
            Files.createDirectories(GOLDEN);
            Files.writeString(file, text);
        }
        assertThat(text).isEqualTo(Files.readString(file));
    }

    @Test
    void noGoldenFileIsLeftOver() throws IOException {
        try (var files = Files.list(GOLDEN)) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".yaml", "")))
                    .containsExactlyInAnyOrderElementsOf(rendered().keySet());
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void hasOnlyFieldsThatTheOperatorsDefinitionsKnow(String name) {
        var resource = YAML.<JsonNode>valueToTree(rendered().get(name));
        OperatorSchemas.of(resource).ifPresent(schema -> assertThat(schema.validate(resource))
                .extracting(ValidationMessage::getMessage)
                .isEmpty());
    }

    @Test
    void letsTheSidecarWriteWhereARestoreIsStagedOnly() {
        var pod = YAML.<JsonNode>valueToTree(new RenderDatacenter(backedUp()).datacenter(Regions.order("west", 6)))
                .at("/spec/podTemplateSpec/spec");
        var sidecar = pod.at("/containers/0");
        assertThat(sidecar.path("volumeMounts"))
                .filteredOn(mount -> mount.path("name").asText().equals("server-data"))
                .filteredOn(mount -> !mount.path("readOnly").asBoolean())
                .singleElement()
                .satisfies(mount -> assertThat(mount.path("subPath").asText()).isEqualTo("aeneas-restore"));
        assertThat(pod.at("/volumes/0/secret/optional").asBoolean()).isTrue();
        assertThat(sidecar.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
        assertThat(sidecar.at("/securityContext/readOnlyRootFilesystem").asBoolean())
                .isTrue();
    }

    @Test
    void keepsClustersApartThoughKubernetesKnowsNeitherCapitalsNorUnderscores() {
        var names = Stream.of("shop_eu", "Shop_eu", "shopEu", "shop")
                .map(ClusterName::new)
                .map(cluster ->
                        ResourceNames.of(cluster, Regions.datacenter("west").datacenter()))
                .toList();
        assertThat(names).doesNotHaveDuplicates().allMatch(name -> name.matches("[a-z][a-z0-9-]*[a-z0-9]"));
    }
}
