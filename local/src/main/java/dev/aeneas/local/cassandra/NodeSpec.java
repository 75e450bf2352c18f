package dev.aeneas.local.cassandra;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Everything that is wanted of a node.
 *
 * @param yaml replaces or adds top-level entries of {@code cassandra.yaml}: scalars, lists and maps
 * @param systemProperties replace or add what the node's JVM gets
 */
public record NodeSpec(
        NodeIdentity identity,
        NodeResources resources,
        NodeJoin join,
        NodeSecurity security,
        Map<String, Object> yaml,
        Map<String, String> systemProperties) {

    public NodeSpec {
        systemProperties = Map.copyOf(systemProperties);
        yaml = Collections.unmodifiableMap(new LinkedHashMap<>(yaml));
    }

    public static NodeSpec of(NodeIdentity identity, NodeJoin join) {
        return new NodeSpec(identity, NodeResources.SMALL, join, NodeSecurity.OPEN, Map.of(), Map.of());
    }

    public NodeSpec withResources(NodeResources changed) {
        return new NodeSpec(identity, changed, join, security, yaml, systemProperties);
    }

    public NodeSpec withJoin(NodeJoin changed) {
        return new NodeSpec(identity, resources, changed, security, yaml, systemProperties);
    }

    public NodeSpec withSecurity(NodeSecurity changed) {
        return new NodeSpec(identity, resources, join, changed, yaml, systemProperties);
    }

    public NodeSpec withYaml(Map<String, Object> changed) {
        return new NodeSpec(identity, resources, join, security, changed, systemProperties);
    }

    public NodeSpec withSystemProperties(Map<String, String> changed) {
        return new NodeSpec(identity, resources, join, security, yaml, changed);
    }
}
