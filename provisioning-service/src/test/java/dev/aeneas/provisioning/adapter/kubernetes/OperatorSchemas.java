package dev.aeneas.provisioning.adapter.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The operator's own definitions, made strict: what an API server would prune without a word is an error here. */
final class OperatorSchemas {
    /** Where the manifests are checked against them too. */
    static final Path CRDS = Path.of("../deploy/src/test/resources/crds");

    private static final String OPEN = "x-kubernetes-preserve-unknown-fields";

    private OperatorSchemas() {}

    /** Empty for a kind that Kubernetes has itself. */
    static Optional<JsonSchema> of(JsonNode resource) {
        var file = CRDS.resolve(resource.path("kind").asText() + ".json");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            var definition = new ObjectMapper().readTree(file.toFile());
            var schema = definition.at("/spec/versions/0/schema/openAPIV3Schema");
            var spec = (ObjectNode) schema.at("/properties/spec");
            spec.remove(OPEN);
            if (spec.path("properties").has("clusterName")) {
                ((ObjectNode) spec.path("properties")).putObject("config").put("type", "object");
            }
            close(schema);
            ((ObjectNode) schema.path("properties")).putObject("metadata").put("type", "object");
            return Optional.of(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(schema));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void close(JsonNode schema) {
        var properties = schema.path("properties");
        boolean free = schema.path(OPEN).asBoolean() || schema.has("additionalProperties");
        if (properties.isObject() && !free) {
            ((ObjectNode) schema).put("additionalProperties", false);
        }
        properties.forEach(OperatorSchemas::close);
        if (schema.path("items").isObject()) {
            close(schema.path("items"));
        }
        if (schema.path("additionalProperties").isObject()) {
            close(schema.path("additionalProperties"));
        }
    }
}
