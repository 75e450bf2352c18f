package dev.aeneas.provisioning.adapter.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.aeneas.cassandra.credentials.Credentials;
import dev.aeneas.cassandra.setting.Settings;
import dev.aeneas.provisioning.adapter.kubernetes.KubernetesConfig.ClientEncryption;
import dev.aeneas.provisioning.adapter.kubernetes.KubernetesConfig.Region;
import dev.aeneas.provisioning.machine.DatacenterOrder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What is ordered, as cass-operator reads it. Pure: the same order is the same text. */
final class RenderDatacenter {
    static final String API_VERSION = "cassandra.datastax.com/v1beta1";
    static final String KIND = "CassandraDatacenter";
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private final KubernetesConfig config;

    RenderDatacenter(KubernetesConfig config) {
        this.config = config;
    }

    GenericKubernetesResource datacenter(DatacenterOrder order) {
        var spec = spec(order);
        var metadata = metadata(
                order, ResourceNames.of(order.cluster(), order.datacenter().datacenter()));
        // what somebody else changes afterwards is seen by comparing with this
        metadata.setAnnotations(Map.of(ResourceNames.ORDERED, json(spec)));
        var resource = new GenericKubernetesResource();
        resource.setApiVersion(API_VERSION);
        resource.setKind(KIND);
        resource.setMetadata(metadata);
        resource.setAdditionalProperty("spec", spec);
        return resource;
    }

    /** The login that the operator gives every node; the same in each region, since each region's operator reads only its own. */
    Secret superuser(DatacenterOrder order, Credentials login) {
        return new SecretBuilder()
                .withMetadata(metadata(
                        order,
                        ResourceNames.superuser(
                                order.cluster(), order.datacenter().datacenter())))
                .withType("Opaque")
                .withStringData(new TreeMap<>(Map.of("username", login.username(), "password", login.password())))
                .build();
    }

    private ObjectMeta metadata(DatacenterOrder order, String name) {
        return new ObjectMetaBuilder()
                .withName(name)
                .withNamespace(region(order).namespace())
                .withLabels(labels(order))
                .build();
    }

    private static Map<String, String> labels(DatacenterOrder order) {
        var labels = new LinkedHashMap<String, String>();
        labels.put(ResourceNames.MANAGED_BY, ResourceNames.US);
        labels.putAll(ours(order));
        return labels;
    }

    private static Map<String, String> ours(DatacenterOrder order) {
        var labels = new LinkedHashMap<String, String>();
        labels.put(ResourceNames.CLUSTER, order.cluster().value());
        labels.put(ResourceNames.DATACENTER, order.datacenter().datacenter().value());
        return labels;
    }

    private Map<String, Object> spec(DatacenterOrder order) {
        var size = Optional.ofNullable(config.skus().get(order.sku().value()))
                .orElseThrow(() -> new IllegalStateException(
                        "aeneas.kubernetes.skus no longer has " + order.sku() + ", which a node is of"));
        var spec = new LinkedHashMap<String, Object>();
        spec.put("clusterName", order.cluster().value());
        spec.put("datacenterName", order.datacenter().datacenter().value());
        spec.put("serverType", "cassandra");
        spec.put(
                "serverVersion", Optional.ofNullable(order.setup().version()).orElseGet(() -> config.cassandraVersions()
                        .get(0)));
        spec.put("size", order.nodeCount());
        spec.put("stopped", order.stopped());
        spec.put(
                "superuserSecretName",
                ResourceNames.superuser(order.cluster(), order.datacenter().datacenter()));
        spec.put("managementApiAuth", Map.of("insecure", Map.of()));
        spec.put("racks", racks(order));
        spec.put("resources", resources(size));
        spec.put("storageConfig", storage(order, size));
        spec.put("additionalSeeds", order.seeds());
        spec.put("additionalLabels", ours(order));
        spec.put("config", settings(order, size));
        RenderPods.of(config).ifPresent(pods -> spec.put("podTemplateSpec", pods));
        return spec;
    }

    /** A rack stays in its zone: its disks cannot follow it to another one. */
    private List<Map<String, Object>> racks(DatacenterOrder order) {
        var region = region(order);
        var racks = new ArrayList<Map<String, Object>>();
        for (int i = 0; i < order.datacenter().racks().size(); i++) {
            var rack = new LinkedHashMap<String, Object>();
            rack.put("name", order.datacenter().racks().get(i));
            rack.put(
                    "nodeAffinityLabels",
                    Map.of(region.zoneLabel(), region.zones().get(i)));
            racks.add(rack);
        }
        return racks;
    }

    /** No limit of CPU: a node that may use what is idle repairs and compacts sooner. */
    private static Map<String, Object> resources(KubernetesConfig.Size size) {
        var resources = new LinkedHashMap<String, Object>();
        var requests = new LinkedHashMap<String, Object>();
        requests.put("cpu", size.cpu());
        requests.put("memory", size.memory());
        resources.put("requests", requests);
        resources.put("limits", Map.of("memory", size.memory()));
        return resources;
    }

    private Map<String, Object> storage(DatacenterOrder order, KubernetesConfig.Size size) {
        var claim = new LinkedHashMap<String, Object>();
        region(order).storageClass().ifPresent(name -> claim.put("storageClassName", name));
        claim.put("accessModes", List.of("ReadWriteOnce"));
        claim.put("resources", Map.of("requests", Map.of("storage", size.diskGigabytes() + "Gi")));
        return Map.of("cassandraDataVolumeClaimSpec", claim);
    }

    private Map<String, Object> settings(DatacenterOrder order, KubernetesConfig.Size size) {
        var yaml = new LinkedHashMap<String, Object>();
        yaml.put("authenticator", "PasswordAuthenticator");
        yaml.put("authorizer", "CassandraAuthorizer");
        if (config.certificateSecret().isPresent()) {
            yaml.put(
                    "server_encryption_options",
                    encryption(Map.of("internode_encryption", "all", "require_client_auth", true)));
            yaml.put(
                    "client_encryption_options",
                    encryption(Map.of(
                            "enabled",
                            true,
                            "optional",
                            config.clientEncryption() == ClientEncryption.OPTIONAL,
                            "require_client_auth",
                            false)));
        }
        yaml.putAll(new TreeMap<>(Settings.typed(order.setup().settings())));
        var heap = size.heapMegabytes() + "M";
        var jvm = new LinkedHashMap<String, Object>();
        jvm.put("initial_heap_size", heap);
        jvm.put("max_heap_size", heap);
        var settings = new LinkedHashMap<String, Object>();
        settings.put("cassandra-yaml", yaml);
        settings.put("jvm-server-options", jvm);
        return settings;
    }

    private static Map<String, Object> encryption(Map<String, Object> options) {
        var encryption = new LinkedHashMap<String, Object>(new TreeMap<>(options));
        encryption.put(
                "ssl_context_factory", Map.of("class_name", "org.apache.cassandra.security.PEMBasedSslContextFactory"));
        encryption.put("keystore", RenderPods.CERTIFICATES + "/tls-combined.pem");
        encryption.put("truststore", RenderPods.CERTIFICATES + "/ca.crt");
        return encryption;
    }

    private Region region(DatacenterOrder order) {
        return Optional.ofNullable(config.regions().get(order.datacenter().region()))
                .orElseThrow(() -> new IllegalStateException("aeneas.kubernetes.regions no longer has "
                        + order.datacenter().region() + ", which a datacenter is in"));
    }

    private static String json(Map<String, Object> spec) {
        try {
            return JSON.writeValueAsString(spec);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
