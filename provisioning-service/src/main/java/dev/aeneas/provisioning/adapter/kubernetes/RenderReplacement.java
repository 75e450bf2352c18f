package dev.aeneas.provisioning.adapter.kubernetes;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The operator's task that gives one pod an empty disk. */
final class RenderReplacement {
    static final String API_VERSION = "control.k8ssandra.io/v1alpha1";
    static final String KIND = "CassandraTask";

    private RenderReplacement() {}

    static GenericKubernetesResource of(String namespace, String task, String datacenter, String pod) {
        var resource = new GenericKubernetesResource();
        resource.setApiVersion(API_VERSION);
        resource.setKind(KIND);
        resource.setMetadata(new ObjectMetaBuilder()
                .withName(task)
                .withNamespace(namespace)
                .withLabels(Map.of(ResourceNames.MANAGED_BY, ResourceNames.US))
                .build());
        resource.setAdditionalProperty(
                "spec",
                ordered(
                        "datacenter",
                        ordered("name", datacenter, "namespace", namespace),
                        // a second try is ours to order, after a look at the ring
                        "restartPolicy",
                        "Never",
                        "jobs",
                        List.of(ordered(
                                "name", "replace", "command", "replacenode", "args", Map.of("pod_name", pod)))));
        return resource;
    }

    private static Map<String, Object> ordered(Object... namesAndValues) {
        var map = new LinkedHashMap<String, Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }
}
