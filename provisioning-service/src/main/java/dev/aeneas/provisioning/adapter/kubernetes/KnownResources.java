package dev.aeneas.provisioning.adapter.kubernetes;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The datacenters that were ordered or seen in a region, which of them we let go, and which went by another hand. */
final class KnownResources {
    private final Map<String, Newest> newest = new HashMap<>();
    private final Set<String> leaving = new HashSet<>();
    private final Map<String, Map<String, String>> deletedByHand = new HashMap<>();

    /**
     * The newest generation of a resource that is known of, by its order or by its sight, whichever came first.
     *
     * @param since when that was
     */
    record Newest(String uid, String created, long generation, Map<String, String> labels, Instant since) {
        static Newest of(GenericKubernetesResource resource, Instant since) {
            var metadata = resource.getMetadata();
            return new Newest(
                    Objects.requireNonNullElse(metadata.getUid(), ""),
                    Objects.requireNonNullElse(metadata.getCreationTimestamp(), ""),
                    Objects.requireNonNullElse(metadata.getGeneration(), 0L),
                    Objects.requireNonNullElse(metadata.getLabels(), Map.of()),
                    since);
        }

        boolean olderThan(Newest other) {
            return uid.equals(other.uid) ? generation < other.generation : created.compareTo(other.created) <= 0;
        }
    }

    /** Seen, or taken as ordered. */
    Newest known(GenericKubernetesResource resource, Instant now) {
        var name = resource.getMetadata().getName();
        deletedByHand.remove(name);
        return newest.merge(
                name, Newest.of(resource, now), (before, after) -> before.olderThan(after) ? after : before);
    }

    Newest ordered(GenericKubernetesResource taken, Instant now) {
        leaving.remove(taken.getMetadata().getName());
        return known(taken, now);
    }

    void leaves(String name) {
        leaving.add(name);
    }

    void stays(String name) {
        leaving.remove(name);
    }

    /** It is not there any more. */
    void went(String name) {
        var last = newest.remove(name);
        if (!leaving.remove(name) && last != null) {
            deletedByHand.put(name, last.labels());
        }
    }

    Optional<Newest> newest(String name) {
        return Optional.ofNullable(newest.get(name));
    }

    /** Those that should be there, or were not yet heard to have gone. */
    List<String> expected() {
        return Stream.concat(newest.keySet().stream(), leaving.stream())
                .distinct()
                .toList();
    }

    boolean expects(String name) {
        return leaving.contains(name) || newest.containsKey(name);
    }

    /** By name, each with the labels that it had. */
    Map<String, Map<String, String>> deletedByHand() {
        return deletedByHand;
    }
}
