package dev.aeneas.local.cassandra;

import dev.aeneas.local.network.ProcessGroup;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that is wanted of a node.
 *
 * @param yaml replaces or adds top-level entries of {@code cassandra.yaml}: scalars, lists and maps
 * @param systemProperties replace or add what the node's JVM gets
 * @param group that its process is started in; empty: that of whoever starts it
 */
public record NodeSpec(
        NodeIdentity identity,
        NodeResources resources,
        NodeJoin join,
        NodeSecurity security,
        Map<String, Object> yaml,
        Map<String, String> systemProperties,
        Optional<ProcessGroup> group) {

    public NodeSpec {
        systemProperties = Map.copyOf(systemProperties);
        yaml = Collections.unmodifiableMap(new LinkedHashMap<>(yaml));
    }

    public static NodeSpec of(NodeIdentity identity, NodeJoin join) {
        return new NodeSpec(
                identity, NodeResources.SMALL, join, NodeSecurity.OPEN, Map.of(), Map.of(), Optional.empty());
    }

    public NodeSpec withResources(NodeResources changed) {
        return new NodeSpec(identity, changed, join, security, yaml, systemProperties, group);
    }

    public NodeSpec withJoin(NodeJoin changed) {
        return new NodeSpec(identity, resources, changed, security, yaml, systemProperties, group);
    }

    public NodeSpec withSecurity(NodeSecurity changed) {
        return new NodeSpec(identity, resources, join, changed, yaml, systemProperties, group);
    }

    public NodeSpec withYaml(Map<String, Object> changed) {
        return new NodeSpec(identity, resources, join, security, changed, systemProperties, group);
    }

    public NodeSpec withSystemProperties(Map<String, String> changed) {
        return new NodeSpec(identity, resources, join, security, yaml, changed, group);
    }

    public NodeSpec inGroup(ProcessGroup changed) {
        return new NodeSpec(identity, resources, join, security, yaml, systemProperties, Optional.of(changed));
    }
}
