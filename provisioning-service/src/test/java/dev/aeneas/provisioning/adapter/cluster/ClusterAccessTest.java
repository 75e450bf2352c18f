package dev.aeneas.provisioning.adapter.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aeneas.cassandra.credentials.CredentialsFolder;
import dev.aeneas.cassandra.testing.TestCertificates;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.provisioning.adapter.cluster.ClusterAccess.Ways;
import dev.aeneas.provisioning.operation.ProvisioningFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What must be known of a cluster before its pods are ordered. */
class ClusterAccessTest {
    private static final ClusterName ORDERS = new ClusterName("orders");

    @TempDir
    Path folder;

    private CredentialsFolder credentials;

    @BeforeEach
    void begin() {
        credentials = new CredentialsFolder(folder);
    }

    private ClusterAccess toPods(boolean onlyTls) {
        var ways = Ways.overManagementApiAndCql(new Ways.Pods(8080, 8105, onlyTls), null, Duration.ofSeconds(1));
        return new ClusterAccess(credentials, ways);
    }

    @Test
    void makesNoLoginsForNodesThatItCouldNotSpeakWith() {
        assertThatThrownBy(() -> toPods(true).makeCredentials(ORDERS))
                .isInstanceOf(ProvisioningFailed.class)
                .hasMessageContaining("orders.ca.crt");
        assertThat(credentials.find("orders")).isEmpty();

        toPods(false).makeCredentials(ORDERS);
        assertThatThrownBy(() -> toPods(true).makeCredentials(ORDERS)).hasMessageContaining("orders.ca.crt");
    }

    @Test
    void writesDownHowPodsAreReached() throws IOException {
        Files.copy(TestCertificates.OURS.node().resolve("ca.crt"), folder.resolve("orders.ca.crt"));
        toPods(true).makeCredentials(ORDERS);

        var kept = credentials.find("orders").orElseThrow();
        assertThat(kept.managementPort()).isEqualTo(8080);
        assertThat(kept.sidecarPort()).isEqualTo(8105);
        assertThat(kept.authority()).contains(TestCertificates.OURS.authority());
    }
}
