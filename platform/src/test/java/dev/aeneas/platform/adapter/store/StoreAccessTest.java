package dev.aeneas.platform.adapter.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.CqlSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreAccessTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "-----BEGIN CERTIFICATE-----\nno\n-----END CERTIFICATE-----\n"})
    void aFileWithoutCertificatesIsNamed(String content, @TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("ca.crt"), content);
        var access = new StoreAccess(null, null, file);

        assertThatThrownBy(() -> access.onto(CqlSession.builder()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ca.crt");
    }

    @Test
    void thePasswordIsNotTold() {
        assertThat(new StoreAccess("aeneas", "secret", null).toString())
                .contains("aeneas")
                .doesNotContain("secret");
    }
}
