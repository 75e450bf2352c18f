package dev.aeneas.provisioning.adapter.kubernetes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is asked of each pod beyond what the operator puts into it by itself. */
final class RenderPods {
    static final String CERTIFICATES = "/etc/cassandra-certificate";
    private static final String SIDECAR_CERTIFICATES = "/etc/aeneas/sidecar";

    /** The operator's name of the node's disk, and where it mounts it for Cassandra. */
    private static final String DISK = "server-data";

    private static final String DISK_AT = "/var/lib/cassandra";

    /** Where backup-service's image has its classes; the sidecar is another door of it. */
    private static final List<String> COMMAND = List.of(
            "java",
            "-cp",
            "/opt/aeneas/app/*:/opt/aeneas/lib/main/*:/opt/aeneas/lib/boot/*",
            "dev.aeneas.backup.adapter.sidecar.Sidecar");

    private static final int READ_BY_OWNER_AND_GROUP = 0b100_100_000;

    private RenderPods() {}

    /** Empty where nothing is asked. */
    static Optional<Map<String, Object>> of(KubernetesConfig config) {
        var containers = new ArrayList<Map<String, Object>>();
        var volumes = new ArrayList<Map<String, Object>>();
        config.certificateSecret().ifPresent(secret -> {
            var cassandra = new LinkedHashMap<String, Object>();
            cassandra.put("name", "cassandra");
            cassandra.put("volumeMounts", List.of(readOnly("certificate", CERTIFICATES)));
            containers.add(cassandra);
            volumes.add(volume("certificate", "secret", Map.of("secretName", secret)));
        });
        config.sidecar().image().ifPresent(image -> {
            containers.add(sidecar(image, config.sidecar()));
            volumes.add(volume("sidecar-certificate", "secret", sidecarSecret(config.sidecar())));
            volumes.add(volume("sidecar-tmp", "emptyDir", Map.of("sizeLimit", "16Mi")));
        });
        if (containers.isEmpty()) {
            return Optional.empty();
        }
        var pod = new LinkedHashMap<String, Object>();
        pod.put("containers", containers);
        pod.put("volumes", volumes);
        return Optional.of(Map.of("spec", pod));
    }

    /**
     * As the user that the operator gives the whole pod, Cassandra's, since Cassandra moves away what is staged for it. It may write
     * there only.
     */
    private static Map<String, Object> sidecar(String image, KubernetesConfig.Sidecar config) {
        var staging = new LinkedHashMap<String, Object>();
        staging.put("name", DISK);
        staging.put("mountPath", DISK_AT + "/aeneas-restore");
        staging.put("subPath", "aeneas-restore");
        var container = new LinkedHashMap<String, Object>();
        container.put("name", "aeneas-sidecar");
        container.put("image", image);
        container.put("command", COMMAND);
        container.put("ports", List.of(port(config.port())));
        container.put(
                "env",
                List.of(
                        variable("AENEAS_SIDECAR_PORT", String.valueOf(config.port())),
                        variable("AENEAS_SIDECAR_CERTIFICATES", SIDECAR_CERTIFICATES),
                        variable("AENEAS_SIDECAR_DATA", DISK_AT + "/data")));
        container.put("resources", resources(config));
        container.put("securityContext", leastPrivilege());
        container.put(
                "volumeMounts",
                List.of(
                        readOnly(DISK, DISK_AT),
                        staging,
                        readOnly("sidecar-certificate", SIDECAR_CERTIFICATES),
                        mount("sidecar-tmp", "/tmp")));
        return container;
    }

    private static Map<String, Object> resources(KubernetesConfig.Sidecar config) {
        var requests = new LinkedHashMap<String, Object>();
        requests.put("cpu", config.cpu());
        requests.put("memory", config.memory());
        var resources = new LinkedHashMap<String, Object>();
        resources.put("requests", requests);
        resources.put("limits", Map.of("memory", config.memory()));
        return resources;
    }

    private static Map<String, Object> leastPrivilege() {
        var security = new LinkedHashMap<String, Object>();
        security.put("runAsNonRoot", true);
        security.put("allowPrivilegeEscalation", false);
        security.put("readOnlyRootFilesystem", true);
        security.put("capabilities", Map.of("drop", List.of("ALL")));
        return security;
    }

    /** Without it the sidecar waits; the node is not to wait with it. */
    private static Map<String, Object> sidecarSecret(KubernetesConfig.Sidecar config) {
        var secret = new LinkedHashMap<String, Object>();
        secret.put("secretName", config.certificateSecret());
        secret.put("optional", true);
        secret.put("defaultMode", READ_BY_OWNER_AND_GROUP);
        return secret;
    }

    private static Map<String, Object> volume(String name, String kind, Map<String, Object> of) {
        var volume = new LinkedHashMap<String, Object>();
        volume.put("name", name);
        volume.put(kind, of);
        return volume;
    }

    private static Map<String, Object> readOnly(String volume, String at) {
        var mount = mount(volume, at);
        mount.put("readOnly", true);
        return mount;
    }

    private static Map<String, Object> mount(String volume, String at) {
        var mount = new LinkedHashMap<String, Object>();
        mount.put("name", volume);
        mount.put("mountPath", at);
        return mount;
    }

    private static Map<String, Object> port(int port) {
        var named = new LinkedHashMap<String, Object>();
        named.put("name", "aeneas-sidecar");
        named.put("containerPort", port);
        return named;
    }

    private static Map<String, Object> variable(String name, String value) {
        var variable = new LinkedHashMap<String, Object>();
        variable.put("name", name);
        variable.put("value", value);
        return variable;
    }
}
