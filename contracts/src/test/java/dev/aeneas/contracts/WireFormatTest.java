package dev.aeneas.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WireFormatTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | cluster | is required",
                "{\"cluster\":\"9lives\"} | cluster | must be an identifier",
                "{\"cluster\":{}} | cluster | cannot be read",
                "{\"cluster\":\"a\",\"autoReplicate\":\"SOME\"} | autoReplicate | cannot be read",
                "{\"cluster\":\"a\",\"datacenters\":[{}]} | datacenters[0].nodeCount | cannot be read",
                "{\"cluster\":\"a\",\"datacenters\":[{\"datacenter\":\"b\",\"nodeCount\":3}]} | datacenters[0].region | is required",
                "{\"cluster\":\"a\",\"datacenters\":[{\"datacenter\":\"b\",\"region\":\"r\",\"nodeCount\":-3}]} | datacenters[0].nodeCount | must be from 1",
                "{\"cluster\":\"a\",\"datacenters\":[{\"datacenter\":\"b\",\"region\":\"r\",\"nodeCount\":3,\"replicationFactor\":4}]} | datacenters[0].replicationFactor | must be from 1 to nodeCount",
                "{\"cluster\":\"a\",\"datacenters\":[{\"datacenter\":\"b\",\"region\":\"r\",\"nodeCount\":4,\"zones\":3}]} | datacenters[0].nodeCount | must be a multiple of zones",
                "{\"cluster\" | $ | must be well-formed JSON",
                "null | $ | must be a JSON object",
            })
    void namesTheFieldAndTheRule(String json, String field, String rule) {
        var error = catchThrowableOfType(
                InvalidField.class,
                () -> WireFormat.read(json.getBytes(StandardCharsets.UTF_8), ProvisioningCommand.CreateCluster.class));
        assertThat(error.field()).isEqualTo(field);
        assertThat(error.rule()).startsWith(rule);
    }

    @Test
    void fillsInWhatMayBeLeftOut() {
        var json = "{\"datacenter\":\"east\",\"region\":\"east\",\"nodeCount\":6}".getBytes(StandardCharsets.UTF_8);
        var spec = WireFormat.read(json, DatacenterSpec.class);
        assertThat(spec.zones()).isEqualTo(3);
        assertThat(spec.replicationFactor()).isEqualTo(3);
    }

    @Test
    void ignoresFieldsOfANewerWriter() {
        var json = "{\"cluster\":\"a\",\"colour\":\"red\"}".getBytes(StandardCharsets.UTF_8);
        assertThat(WireFormat.read(json, ProvisioningCommand.DeleteCluster.class)
                        .cluster())
                .isEqualTo(new ClusterName("a"));
    }
}
