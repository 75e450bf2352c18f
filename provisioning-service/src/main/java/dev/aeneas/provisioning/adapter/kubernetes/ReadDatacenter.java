package dev.aeneas.provisioning.adapter.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.aeneas.contracts.DatacenterCondition;
import dev.aeneas.provisioning.adapter.kubernetes.KubernetesConfig.EditPolicy;
import dev.aeneas.provisioning.machine.DatacenterConditions;
import dev.aeneas.provisioning.machine.DatacenterSight;
import dev.aeneas.provisioning.machine.DatacenterSight.SeenNode;
import dev.aeneas.provisioning.machine.DatacenterSight.State;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a resource, its waiting pods and its events say of a datacenter. Pure. */
final class ReadDatacenter {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String READY = "Ready";
    private static final Set<String> BUSY = Set.of(
            "ScalingUp",
            "ScalingDown",
            "Updating",
            "ReplacingNodes",
            "RollingRestart",
            "Resuming",
            "Decommission",
            "ResizingVolumes");

    private final EditPolicy edits;
    private final Duration silence;

    ReadDatacenter(EditPolicy edits, Duration silence) {
        this.edits = edits;
        this.silence = silence;
    }

    /**
     * What is known of one datacenter.
     *
     * @param late a newer generation of it is known of
     * @param since when the newest generation was ordered, or seen first
     * @param waiting pods that have no place yet
     * @param refused events of pods that could not be made
     */
    record Known(
            GenericKubernetesResource resource, boolean late, Instant since, List<Pod> waiting, List<Event> refused) {}

    DatacenterSight read(Known known, Instant now) {
        var resource = known.resource();
        var root = JSON.<JsonNode>valueToTree(resource.getAdditionalProperties());
        var spec = root.path("spec");
        var status = root.path("status");
        long generation =
                Optional.ofNullable(resource.getMetadata().getGeneration()).orElse(0L);
        boolean noticed = status.path("observedGeneration").asLong(-1) == generation;
        return new DatacenterSight(
                state(resource, spec, status),
                !known.late() && noticed,
                nodes(resource, spec, status),
                conditions(known, spec, status, noticed, now));
    }

    private static State state(GenericKubernetesResource resource, JsonNode spec, JsonNode status) {
        if (resource.getMetadata().getDeletionTimestamp() != null) {
            return State.WORKING;
        }
        var conditions = statuses(status);
        boolean settled = READY.equals(status.path("cassandraOperatorProgress").asText())
                && BUSY.stream().noneMatch(type -> "True".equals(conditions.get(type)));
        if (spec.path("stopped").asBoolean()) {
            return settled && "True".equals(conditions.get("Stopped")) ? State.STOPPED : State.WORKING;
        }
        return settled && "True".equals(conditions.get(READY)) ? State.READY : State.WORKING;
    }

    private static Map<String, String> statuses(JsonNode status) {
        var statuses = new HashMap<String, String>();
        status.path("conditions")
                .forEach(condition -> statuses.put(
                        condition.path("type").asText(),
                        condition.path("status").asText()));
        return statuses;
    }

    private static List<SeenNode> nodes(GenericKubernetesResource resource, JsonNode spec, JsonNode status) {
        var racks = new ArrayList<String>();
        spec.path("racks").forEach(rack -> racks.add(rack.path("name").asText()));
        var datacenter = resource.getMetadata().getLabels().get(ResourceNames.DATACENTER);
        var nodes = new ArrayList<SeenNode>();
        status.path("nodeStatuses").properties().forEach(entry -> {
            var node = entry.getValue();
            rack(entry.getKey(), node, racks).ifPresent(rack -> ResourceNames.ordinal(entry.getKey())
                    .filter(ordinal -> !node.path("ip").asText().isEmpty())
                    .ifPresent(ordinal -> nodes.add(new SeenNode(
                            datacenter + "_" + (ordinal * racks.size() + racks.indexOf(rack) + 1),
                            rack,
                            node.path("ip").asText()))));
        });
        nodes.sort(Comparator.comparing(SeenNode::name));
        return nodes;
    }

    /** Older operators leave the rack out; then the pod's name tells it. */
    private static Optional<String> rack(String pod, JsonNode node, List<String> racks) {
        var told = node.path("rack").asText();
        return racks.stream()
                .filter(rack -> rack.equals(told)
                        || (told.isEmpty() && pod.contains("-" + ResourceNames.clean(rack) + "-sts-")))
                .findFirst();
    }

    private List<DatacenterCondition> conditions(
            Known known, JsonNode spec, JsonNode status, boolean noticed, Instant now) {
        var conditions = new ArrayList<DatacenterCondition>();
        var name = known.resource().getMetadata().getName();
        status.path("conditions").forEach(condition -> {
            if (condition.path("type").asText().equals("Valid")
                    && condition.path("status").asText().equals("False")) {
                conditions.add(new DatacenterCondition(
                        DatacenterConditions.ORDER_INVALID,
                        "the operator calls the order invalid: "
                                + text(condition.path("message"), "it does not say why"),
                        name));
            }
        });
        boolean busy = status.path("cassandraOperatorProgress").asText().equals("Updating");
        if (!noticed && !busy && known.since().plus(silence).isBefore(now)) {
            conditions.add(new DatacenterCondition(
                    DatacenterConditions.OPERATOR_SILENT,
                    "the operator has taken no notice of the newest order for " + silence
                            + ": see whether cass-operator runs and watches this namespace",
                    name));
        }
        status.path("failedStarts")
                .forEach(pod -> conditions.add(new DatacenterCondition(
                        DatacenterConditions.NODE_DID_NOT_START,
                        "the operator could not start Cassandra in " + pod.asText() + ": see the log of that pod",
                        pod.asText())));
        known.waiting().stream().map(pod -> waiting(pod, spec)).forEach(conditions::add);
        known.refused().stream()
                .map(event -> new DatacenterCondition(
                        DatacenterConditions.PODS_NOT_MADE,
                        "nodes cannot be made: " + event.getMessage(),
                        event.getInvolvedObject().getName()))
                .distinct()
                .forEach(conditions::add);
        conditions.addAll(edited(known.resource(), spec));
        conditions.sort(Comparator.comparing(DatacenterCondition::code)
                .thenComparing(DatacenterCondition::target)
                .thenComparing(DatacenterCondition::message));
        return conditions;
    }

    private static DatacenterCondition waiting(Pod pod, JsonNode spec) {
        var rack = Optional.ofNullable(pod.getMetadata().getLabels())
                .map(labels -> labels.get("cassandra.datastax.com/rack"))
                .orElse("?");
        var zone = "?";
        for (var declared : spec.path("racks")) {
            if (declared.path("name").asText().equals(rack)) {
                var labels = declared.path("nodeAffinityLabels").elements();
                zone = labels.hasNext() ? labels.next().asText() : zone;
            }
        }
        var why = Optional.ofNullable(pod.getStatus()).stream()
                .flatMap(status -> status.getConditions().stream())
                .filter(condition -> "False".equals(condition.getStatus()))
                .map(PodCondition::getMessage)
                .filter(message -> message != null && !message.isEmpty())
                .findFirst()
                .orElse("it has not started yet");
        return new DatacenterCondition(
                DatacenterConditions.POD_PENDING,
                "waits for a place in zone " + zone + " (rack " + rack + "): " + why,
                pod.getMetadata().getName());
    }

    private List<DatacenterCondition> edited(GenericKubernetesResource resource, JsonNode spec) {
        var metadata = resource.getMetadata();
        var ordered = Optional.ofNullable(metadata.getAnnotations())
                .map(annotations -> annotations.get(ResourceNames.ORDERED))
                .orElse(null);
        var found = Edits.of(ordered, spec);
        if (found.isEmpty()) {
            return List.of();
        }
        var code = edits == EditPolicy.CORRECT
                ? DatacenterConditions.EDIT_TO_BE_TAKEN_BACK
                : DatacenterConditions.EDITED_BY_HAND;
        // the generation tells one edit from the next one that looks the same
        return List.of(new DatacenterCondition(
                code,
                "edited by hand in generation " + metadata.getGeneration() + ": " + String.join("; ", found),
                metadata.getName()));
    }

    private static String text(JsonNode value, String otherwise) {
        return value.asText().isEmpty() ? otherwise : value.asText();
    }
}
