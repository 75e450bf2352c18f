package dev.aeneas.provisioning.adapter.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.aeneas.cassandra.cql.ManagedCluster;
import dev.aeneas.cassandra.credentials.CredentialsFolder;
import dev.aeneas.cassandra.node.NodeOperations;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.platform.process.Fence;
import dev.aeneas.platform.process.WorkAbandoned;
import dev.aeneas.provisioning.machine.Datacenters;
import dev.aeneas.provisioning.machine.Machines;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which methods ask the fence, on ports that do nothing. */
class FencedTest {
    private static final Map<Class<?>, Object> NOTHING = Map.of(boolean.class, false, int.class, 0, long.class, 0L);

    private int asked;
    private final Fence fence = () -> asked++;

    @Test
    void asksBeforeEverythingThatChangesMachines() throws Exception {
        assertThat(asking(Machines.class, Fenced.machines(idle(Machines.class), fence)))
                .containsExactlyInAnyOrder(
                        "reserve",
                        "start",
                        "configure",
                        "giveCpu",
                        "stop",
                        "renew",
                        "remove",
                        "kill",
                        "freeze",
                        "thaw",
                        "cut",
                        "mend");
    }

    @Test
    void asksBeforeEverythingThatChangesANode() throws Exception {
        assertThat(asking(NodeOperations.class, Fenced.node(idle(NodeOperations.class), fence)))
                .contains("joinRing", "getReadyToJoin", "decommission", "removeNode", "drain", "rebuild", "repair")
                .contains("cleanup", "takeSnapshot", "clearSnapshot", "throttle", "boundWrites")
                .doesNotContain("ring", "mode", "streams", "throttles", "snapshots", "loadBytes", "address", "close");
    }

    @Test
    void isContentWithWhatItHasJustAskedWhereAWaveJoins() {
        var node = Fenced.node(idle(NodeOperations.class), new Fence() {
            @Override
            public void check() {
                throw new WorkAbandoned("asked anew");
            }

            @Override
            public void checkOfThisInstant() {
                asked++;
            }
        });

        node.joinRing(Duration.ZERO);
        assertThat(asked).isEqualTo(1);
        assertThatExceptionOfType(WorkAbandoned.class).isThrownBy(node::getReadyToJoin);
    }

    @Test
    void asksBeforeEverythingThatChangesTheSchemaOrRoles() throws Exception {
        assertThat(asking(ManagedCluster.class, Fenced.cluster(idle(ManagedCluster.class), fence)))
                .contains("replicate", "createSuperuser", "neutraliseDefaultRole")
                .doesNotContain("keyspaces", "keyspace", "streamsOf", "close");
    }

    @Test
    void asksBeforeEverythingThatIsOrderedOfWholeDatacenters() throws Exception {
        assertThat(asking(Datacenters.class, Fenced.datacenters(idle(Datacenters.class), fence)))
                .containsExactlyInAnyOrder("order", "delete", "forget", "replace");
    }

    @Test
    void asksBeforeLoginsAreMadeAndForgotten(@TempDir Path folder) {
        var access = new ClusterAccess(new CredentialsFolder(folder), new ClusterAccess.Ways(null, null, null))
                .behind(fence);
        var orders = new ClusterName("orders");

        access.makeCredentials(orders);
        assertThat(asked).isEqualTo(1);
        access.makeCredentials(orders);
        assertThat(asked).as("they are there").isEqualTo(1);
        access.forgetCredentials(orders);
        assertThat(asked).isEqualTo(2);
    }

    private <T> Set<String> asking(Class<T> port, T fenced) throws ReflectiveOperationException {
        var names = new TreeSet<String>();
        for (var method : port.getMethods()) {
            int before = asked;
            method.invoke(
                    fenced,
                    Stream.of(method.getParameterTypes()).map(NOTHING::get).toArray());
            if (asked > before) {
                names.add(method.getName());
            }
        }
        return names;
    }

    private static <T> T idle(Class<T> port) {
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(),
                new Class<?>[] {port},
                (proxy, method, arguments) -> NOTHING.get(method.getReturnType())));
    }
}
