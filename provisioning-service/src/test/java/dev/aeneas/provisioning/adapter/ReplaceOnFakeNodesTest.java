package dev.aeneas.provisioning.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.contracts.TopologyStep.ReplaceNode;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Who may take the place of whom. */
class ReplaceOnFakeNodesTest extends OnFakeNodes {
    @Test
    void aDeadNodeIsReplacedByOneWithItsTokens() throws Exception {
        var world = world();
        var service = create(world);
        var dead = service.cluster(NAME).orElseThrow().topology().nodes().get(1);
        world.machines().fail(dead);
        long epoch = reserve(service, "run", Instant.now());

        perform(service, epoch, "replace", new ReplaceNode(WEST, dead.name(), "west_4"));

        var lock = service.cluster(NAME).orElseThrow().lock();
        assertThat(lock.step("replace").orElseThrow().error()).isNull();
        assertThat(service.cluster(NAME).orElseThrow().topology().nodes())
                .extracting(Node::name)
                .containsExactly("west_1", "west_3", "west_4");
        var replacement = service.cluster(NAME).orElseThrow().topology().nodes().get(2);
        assertThat(replacement.tokens()).isEqualTo(dead.tokens());
        assertThat(replacement.rack()).isEqualTo(dead.rack());
        assertThat(world.cluster().nodes())
                .filteredOn(node -> node.address().hostAddress().equals(replacement.address()))
                .allSatisfy(node -> assertThat(node.repairs()).isNotEmpty());
    }

    @Test
    void aLivingNodeIsNotReplaced() throws Exception {
        var service = create(world());
        long epoch = reserve(service, "run", Instant.now());

        perform(service, epoch, "replace", new ReplaceNode(WEST, "west_2", "west_4"));

        var lock = service.cluster(NAME).orElseThrow().lock();
        assertThat(lock.step("replace").orElseThrow().error().code()).isEqualTo("NotSafeToReplace");
        assertThat(service.cluster(NAME).orElseThrow().topology().nodes())
                .extracting(Node::name)
                .containsExactly("west_1", "west_2", "west_3");
    }
}
