package dev.aeneas.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The AsyncAPI document names every topic and every type that travels on it. */
class AsyncApiTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void theDocumentIsWhatTheRegistrySays() throws IOException {
        var document = document();
        if (ContractFiles.WRITE) {
            ContractFiles.write(ContractFiles.ASYNCAPI, document);
        }
        assertThat(JSON.readTree(ContractFiles.ASYNCAPI.toFile())).isEqualTo(document);
    }

    private static JsonNode document() {
        var root = JSON.createObjectNode().put("asyncapi", "3.0.0");
        root.putObject("info")
                .put("title", "Aeneas")
                .put("version", "1")
                .put(
                        "description",
                        "CloudEvents 1.0 over Kafka, binary mode: the attributes are record headers (ce_id, ce_type, ce_source, "
                                + "ce_subject, ce_time, ce_specversion, and the extensions ce_correlationid, ce_causationid and, where traces "
                                + "are kept, ce_traceparent), the value is JSON, the key is the cluster's name. What cannot be read goes to <topic>.dlq with the reason.");
        root.put("defaultContentType", "application/json");
        ObjectNode channels = root.putObject("channels");
        ObjectNode operations = root.putObject("operations");
        ObjectNode messages = root.putObject("components").putObject("messages");
        for (var topic : Topics.all()) {
            describe(
                    topic,
                    channels.putObject(topic),
                    operations.putObject((isCommand(topic) ? "send." : "receive.") + topic));
        }
        for (var type : MessageTypes.all().keySet()) {
            var message = messages.putObject(type).put("name", type).put("contentType", "application/json");
            message.putObject("headers")
                    .put("type", "object")
                    .putArray("required")
                    .add("ce_specversion")
                    .add("ce_id")
                    .add("ce_type")
                    .add("ce_source");
            message.putObject("payload").put("$ref", "schemas/" + type + ".json");
        }
        return root;
    }

    private static void describe(String topic, ObjectNode channel, ObjectNode operation) {
        channel.put("address", topic);
        var onTopic = channel.putObject("messages");
        Topics.typesOn(topic).forEach(type -> onTopic.putObject(type).put("$ref", "#/components/messages/" + type));
        // As the application that uses Aeneas sees it: it sends commands and receives events.
        operation.put("action", isCommand(topic) ? "send" : "receive");
        operation.putObject("channel").put("$ref", "#/channels/" + topic);
    }

    private static boolean isCommand(String topic) {
        return topic.endsWith(".commands");
    }
}
