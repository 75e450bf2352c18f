package dev.aeneas.provisioning.cluster;

import static dev.aeneas.provisioning.cluster.ClusterBench.EAST;
import static dev.aeneas.provisioning.cluster.ClusterBench.LARGE;
import static dev.aeneas.provisioning.cluster.ClusterBench.NAME;
import static dev.aeneas.provisioning.cluster.ClusterBench.SMALL;
import static dev.aeneas.provisioning.cluster.ClusterBench.WEST;
import static dev.aeneas.provisioning.cluster.ClusterBench.createCluster;
import static dev.aeneas.provisioning.cluster.ClusterBench.spec;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.contracts.Message;
import dev.aeneas.contracts.ProvisioningCommand.CreateDatacenter;
import dev.aeneas.contracts.ProvisioningCommand.DeleteCluster;
import dev.aeneas.contracts.ProvisioningEvent.Grain;
import dev.aeneas.contracts.ProvisioningEvent.ProviderOfferChanged;
import dev.aeneas.contracts.ProvisioningEvent.ProviderRoom;
import dev.aeneas.contracts.ProvisioningEvent.RackRoom;
import dev.aeneas.provisioning.adapter.worker.WatchOffers;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OfferTest {
    private final ClusterBench bench = new ClusterBench();
    private boolean leads = true;
    private final WatchOffers watch =
            new WatchOffers(bench.engine, bench.kind, () -> leads, new OfferDecisions(bench.catalog));

    private static ProviderRoom room(int nodes, Long diskBytes) {
        return new ProviderRoom(List.of(new RackRoom(EAST, "east_1", nodes)), diskBytes);
    }

    private static ProviderOfferChanged offer(ProviderRoom room) {
        return new ProviderOfferChanged(NAME, Grain.NODE, List.of(SMALL, LARGE), room);
    }

    private static Stream<ProviderOfferChanged> offers(List<? extends Message> said) {
        return said.stream().filter(ProviderOfferChanged.class::isInstance).map(ProviderOfferChanged.class::cast);
    }

    private List<ProviderOfferChanged> toldWhen(ProviderRoom left) {
        int before = bench.publisher.messages().size();
        bench.room = left;
        watch.look();
        var said = bench.publisher.messages();
        return offers(said.subList(before, said.size())).toList();
    }

    @Test
    void isToldWithTheFirstMachinesAndThenWhenMachinesChangedIt() {
        bench.room = room(10, 1000L);
        bench.send(createCluster(spec(EAST, "east", 1)));
        bench.room = room(9, 1000L);

        assertThat(offers(bench.finishPhase())).containsExactly(offer(room(9, 1000L)));
        assertThat(offers(bench.finishOperation())).isEmpty();

        bench.send(new CreateDatacenter(NAME, spec(WEST, "west", 1)));
        bench.room = room(8, 1000L);
        assertThat(offers(bench.finishOperation())).containsExactly(offer(room(8, 1000L)));
    }

    @Test
    void isToldOfAProviderThatDoesNotTellItsRoomOnce() {
        bench.running();

        assertThat(bench.cluster().offer()).isEqualTo(offer(null));
        assertThat(toldWhen(null)).isEmpty();
        assertThat(toldWhen(room(3, null))).containsExactly(offer(room(3, null)));
    }

    @Test
    void isToldWhenOthersTookAddressesOrATenthOfTheDiskAndNotForLess() {
        bench.room = room(10, 1000L);
        bench.running();

        assertThat(toldWhen(room(10, 901L))).isEmpty();
        assertThat(toldWhen(room(10, 1099L))).isEmpty();
        assertThat(toldWhen(room(10, 899L))).containsExactly(offer(room(10, 899L)));
        assertThat(toldWhen(room(9, 899L))).containsExactly(offer(room(9, 899L)));
        assertThat(toldWhen(room(9, null))).containsExactly(offer(room(9, null)));
    }

    @Test
    void isNotToldOfADeletedClusterNorByAReplicaThatDoesNotLead() {
        bench.room = room(10, 1000L);
        bench.running();

        leads = false;
        assertThat(toldWhen(room(5, 1000L))).isEmpty();
        leads = true;
        bench.send(new DeleteCluster(NAME));
        bench.finishOperation();
        assertThat(toldWhen(room(6, 1000L))).isEmpty();
    }

    @Test
    void isToldAnewToAClusterOfTheSameName() {
        bench.running();
        bench.send(new DeleteCluster(NAME));
        bench.finishOperation();

        bench.send(createCluster(spec(EAST, "east", 1)));
        assertThat(offers(bench.finishPhase())).hasSize(1);
    }
}
