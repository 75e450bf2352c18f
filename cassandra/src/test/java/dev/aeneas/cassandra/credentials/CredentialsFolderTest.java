package dev.aeneas.cassandra.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aeneas.cassandra.testing.TestCertificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What lies beside a cluster's logins: whom to believe that a node is one of the cluster's. */
class CredentialsFolderTest {
    @TempDir
    Path folder;

    private CredentialsFolder credentials;

    @BeforeEach
    void keepLogins() {
        credentials = new CredentialsFolder(folder);
        credentials.put("orders", new ClusterCredentials(Credentials.CASSANDRA_DEFAULT, Credentials.CASSANDRA_DEFAULT));
    }

    private void believe(TestCertificates certificates) throws IOException {
        Files.copy(
                certificates.node().resolve("ca.crt"),
                folder.resolve("orders.ca.crt"),
                StandardCopyOption.REPLACE_EXISTING);
    }

    private NodeAuthority authority() {
        return credentials.find("orders").orElseThrow().authority().orElseThrow();
    }

    @Test
    void aClusterWithoutAnAuthorityIsSpokenWithInTheClear() {
        assertThat(credentials.find("orders").orElseThrow().authority()).isEmpty();
    }

    @Test
    void keepsTlsSessionsWhileTheFileIsTheSameAndTakesUpAnotherOne() throws IOException {
        believe(TestCertificates.OURS);
        var first = authority();
        assertThat(authority().context()).isSameAs(first.context());

        believe(TestCertificates.STRANGERS);
        assertThat(authority()).isNotEqualTo(first);
        assertThat(authority().context()).isNotSameAs(first.context());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-----BEGIN CERTIFICATE-----\nno\n-----END CERTIFICATE-----\n"})
    void namesAFileWithoutCertificates(String content) throws IOException {
        Files.writeString(folder.resolve("orders.ca.crt"), content);

        assertThatThrownBy(() -> credentials.find("orders"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("orders.ca.crt");
    }

    @Test
    void forgetsBothFiles() throws IOException {
        believe(TestCertificates.OURS);
        credentials.delete("orders");
        assertThat(folder).isEmptyDirectory();
    }
}
