package dev.aeneas.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Registry = permitted records = golden files = schemas: nothing is in one and not in another. */
class MessageTypesTest {

    static Stream<String> types() {
        return MessageTypes.all().keySet().stream();
    }

    @Test
    void everyPermittedRecordTravelsOnExactlyOneTopic() {
        assertThat(Topics.all().stream().flatMap(t -> Topics.typesOn(t).stream()))
                .containsExactlyInAnyOrderElementsOf(MessageTypes.all().keySet());
    }

    @Test
    void everyTypeHasOneGoldenMessageAndOneSchemaAndNoFileIsLeftOver() throws IOException {
        var types = new TreeSet<>(MessageTypes.all().keySet());
        assertThat(ContractFiles.typesIn(ContractFiles.GOLDEN)).isEqualTo(types);
        if (!ContractFiles.WRITE) {
            assertThat(ContractFiles.typesIn(ContractFiles.SCHEMAS)).isEqualTo(types);
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void theSchemaFileIsWhatTheRecordSays(String type) throws IOException {
        JsonNode schema = Schemas.of(type, MessageTypes.all().get(type));
        if (ContractFiles.WRITE) {
            ContractFiles.write(ContractFiles.SCHEMAS.resolve(type + ".json"), schema);
        }
        assertThat(ContractFiles.read(ContractFiles.SCHEMAS, type)).isEqualTo(schema);
    }

    @ParameterizedTest
    @MethodSource("types")
    void theGoldenMessageObeysItsSchema(String type) throws IOException {
        var schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Schemas.of(type, MessageTypes.all().get(type)));
        assertThat(schema.validate(ContractFiles.read(ContractFiles.GOLDEN, type)))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("types")
    void theGoldenMessageIsReadAndWrittenWithoutLoss(String type) throws IOException {
        var golden = ContractFiles.read(ContractFiles.GOLDEN, type);
        var message = WireFormat.read(
                golden.toString().getBytes(StandardCharsets.UTF_8),
                MessageTypes.all().get(type));
        assertThat(WireFormat.mapper().readTree(WireFormat.write(message))).isEqualTo(golden);
    }
}
