package dev.aeneas.deploy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Says what is wrong in a manifest: fields that Kubernetes or the operators do not know, values of another type. */
final class StrictManifests {
    private static final Path CRDS = Path.of("src", "test", "resources", "crds");
    private static final String EXTENSION = "x-kubernetes-preserve-unknown-fields";

    private static final Map<String, Class<? extends HasMetadata>> MODEL = Map.of(
            "v1/Namespace", io.fabric8.kubernetes.api.model.Namespace.class,
            "v1/ConfigMap", io.fabric8.kubernetes.api.model.ConfigMap.class,
            "v1/Service", io.fabric8.kubernetes.api.model.Service.class,
            "v1/ServiceAccount", ServiceAccount.class,
            "apps/v1/StatefulSet", StatefulSet.class,
            "policy/v1/PodDisruptionBudget", PodDisruptionBudget.class,
            "rbac.authorization.k8s.io/v1/Role", Role.class,
            "rbac.authorization.k8s.io/v1/RoleBinding", RoleBinding.class,
            "networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class);

    private final ObjectMapper strict = mapper();
    private final Map<String, JsonSchema> schemas = new HashMap<>();

    StrictManifests() {
        for (var file : CRDS.toFile().listFiles((folder, name) -> name.endsWith(".json"))) {
            read(file.toPath());
        }
    }

    /** Everything that is wrong; empty where nothing is. */
    List<String> problems(JsonNode resource) {
        var type = resource.path("apiVersion").asText() + "/"
                + resource.path("kind").asText();
        if (MODEL.containsKey(type)) {
            return problems(type, resource, MODEL.get(type));
        }
        var schema = schemas.get(type);
        if (schema == null) {
            return List.of(type + " is known to nobody");
        }
        var metadata = problems(type, resource.path("metadata"), ObjectMeta.class);
        return metadata.isEmpty()
                ? schema.validate(resource).stream()
                        .map(ValidationMessage::getMessage)
                        .map(message -> type + " " + Rendered.name(resource) + ": " + message)
                        .toList()
                : metadata;
    }

    private List<String> problems(String type, JsonNode node, Class<?> model) {
        try {
            strict.treeToValue(node, model);
            return List.of();
        } catch (JsonProcessingException e) {
            return List.of(type + ": " + e.getOriginalMessage());
        }
    }

    // The model keeps what it does not know in a map of its own, for versions to come; here it is an error.
    private static ObjectMapper mapper() {
        var mapper = JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_IGNORED_PROPERTIES)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .annotationIntrospector(new JacksonAnnotationIntrospector() {
                    private static final long serialVersionUID = 1L;

                    @Override
                    public Boolean hasAnySetter(Annotated a) {
                        return Boolean.FALSE;
                    }
                })
                .build();
        for (var shape : List.of(CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean)) {
            mapper.coercionConfigFor(LogicalType.Textual).setCoercion(shape, CoercionAction.Fail);
        }
        return mapper;
    }

    private void read(Path file) {
        try {
            var crd = new ObjectMapper().readTree(file.toFile());
            var factory = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
            for (var version : crd.at("/spec/versions")) {
                var type = crd.at("/spec/group").asText() + "/"
                        + version.path("name").asText() + "/"
                        + crd.at("/spec/names/kind").asText();
                var schema = version.at("/schema/openAPIV3Schema");
                closeSpecButConfig(schema.at("/properties/spec"));
                close(schema);
                schemas.put(type, factory.getSchema(schema));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // cass-operator takes anything as config, and leaves all of its spec open for that.
    private static void closeSpecButConfig(JsonNode spec) {
        if (spec.path(EXTENSION).asBoolean() && spec.path("properties").isObject()) {
            ((ObjectNode) spec).remove(EXTENSION);
            ((ObjectNode) spec.path("properties")).putObject("config").put("type", "object");
        }
    }

    // A field that a structural schema does not name is pruned without a word by the API server: here it is an error.
    private static void close(JsonNode schema) {
        var properties = schema.path("properties");
        var free = schema.path(EXTENSION).asBoolean() || schema.has("additionalProperties");
        if (properties.isObject() && !free) {
            ((ObjectNode) schema).put("additionalProperties", false);
        }
        properties.forEach(StrictManifests::close);
        if (schema.path("items").isObject()) {
            close(schema.path("items"));
        }
        if (schema.path("additionalProperties").isObject()) {
            close(schema.path("additionalProperties"));
        }
        if ("object".equals(schema.path("type").asText())
                && schema.path("x-kubernetes-embedded-resource").asBoolean()) {
            ((ObjectNode) schema).remove("additionalProperties");
        }
    }
}
