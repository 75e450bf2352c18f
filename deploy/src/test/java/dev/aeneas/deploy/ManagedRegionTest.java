package dev.aeneas.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What provisioning may do in a region: what its provider calls, and nothing else. */
class ManagedRegionTest {
    private final Rendered region = Rendered.at("managed-region");

    @Test
    void everyManifestIsWhatKubernetesKnows() {
        var strict = new StrictManifests();
        assertThat(region.resources()).flatExtracting(strict::problems).isEmpty();
    }

    @Test
    void mayDoWhatTheProviderCallsAndNothingElse() {
        var rights = new TreeMap<String, String>();
        region.kind("Role")
                .flatMap(role -> StreamSupport.stream(role.path("rules").spliterator(), false))
                .forEach(rule -> rule.path("resources")
                        .forEach(resource ->
                                rights.put(resource.asText(), String.join(",", sorted(rule.path("verbs"))))));

        assertThat(rights)
                .isEqualTo(Map.of(
                        "cassandradatacenters", "create,delete,get,list,patch,watch",
                        "cassandratasks", "create,get,list,patch,watch",
                        "secrets", "create,delete,patch",
                        "pods", "list,watch",
                        "events", "list,watch"));
        assertThat(region.kind("ClusterRole")).isEmpty();
    }

    /** The management API asks for no login, and a sidecar shows files. */
    @Test
    void onlyCqlAndTheRingAreOpenToEverybody() {
        var rules = region.kind("NetworkPolicy")
                .flatMap(policy -> Rendered.stream(policy.at("/spec/ingress")))
                .toList();
        var open = rules.stream().filter(rule -> !rule.has("from")).toList();

        assertThat(rules).hasSizeGreaterThan(open.size());
        assertThat(open)
                .flatMap(rule -> Rendered.stream(rule.path("ports")).toList())
                .extracting(port -> port.path("port").asInt())
                .containsExactlyInAnyOrder(9042, 7000, 7001);
    }

    private static SortedSet<String> sorted(JsonNode array) {
        var texts = new TreeSet<String>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
