package dev.aeneas.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aeneas.cli.CliException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackSettingsTest {
    @TempDir
    Path folder;

    @Test
    void findsTheStackWhereItWasPut() {
        var home = StackHome.at(folder.resolve("state"));
        StackSettings.defaults()
                .with(Map.of(StackSettings.KAFKA_PORT, "19092", "scaling.port", "18102"))
                .save(home);

        var found = StackSettings.load(home);

        assertThat(found.bootstrapServers()).isEqualTo("127.0.0.1:19092");
        assertThat(found.url(ServiceInstance.SCALING)).isEqualTo("http://127.0.0.1:18102");
        assertThat(found.url(ServiceInstance.BACKUP)).isEqualTo("http://127.0.0.1:8103");
    }

    @Test
    void usesTheDefaultsWhereNoStackEverWas() {
        assertThat(StackSettings.load(StackHome.at(folder.resolve("none")))).isEqualTo(StackSettings.defaults());
    }

    @Test
    void refusesAPortThatIsNone() {
        assertThatThrownBy(() -> StackSettings.defaults().with(Map.of("backup.port", "70000")))
                .isInstanceOf(CliException.class)
                .hasMessageContaining("backup.port");
    }

    @Test
    void givesEveryFailoverReplicaAVantagePointOfItsOwn() {
        assertThat(ServiceInstance.values())
                .filteredOn(service -> service.service().equals("failover"))
                .extracting(ServiceInstance::observerRegion)
                .containsExactly("east", "west", "witness");
    }
}
