package dev.aeneas.platform.adapter.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** As Kubernetes mounts secrets: a file for each setting, in a folder that is named. */
class SettingsFromFilesTest {
    @Test
    void aMountedFileIsTheSettingOfItsName(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("aeneas.store.password"), "secret");
        Files.writeString(folder.resolve("kafka.sasl.jaas.config"), "login");

        var config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredSources()
                .withDefaultValue("smallrye.config.source.file.locations", folder.toString())
                .build();

        assertThat(config.getValue("aeneas.store.password", String.class)).isEqualTo("secret");
        assertThat(config.getValue("kafka.sasl.jaas.config", String.class)).isEqualTo("login");
    }
}
