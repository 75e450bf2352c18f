package dev.aeneas.provisioning.adapter.kubernetes;

import static dev.aeneas.provisioning.adapter.kubernetes.Regions.ORDERS;
import static dev.aeneas.provisioning.adapter.kubernetes.Regions.config;
import static dev.aeneas.provisioning.adapter.kubernetes.Regions.datacenter;
import static dev.aeneas.provisioning.adapter.kubernetes.Regions.order;
import static dev.aeneas.provisioning.adapter.kubernetes.Regions.pod;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.aeneas.cassandra.credentials.ClusterCredentials;
import dev.aeneas.cassandra.credentials.Credentials;
import dev.aeneas.cassandra.credentials.CredentialsFolder;
import dev.aeneas.contracts.DatacenterCondition;
import dev.aeneas.provisioning.adapter.kubernetes.Regions.Pod;
import dev.aeneas.provisioning.machine.DatacenterConditions;
import dev.aeneas.provisioning.machine.DatacenterSight;
import dev.aeneas.provisioning.machine.DatacenterSight.SeenNode;
import dev.aeneas.provisioning.machine.DatacenterSight.State;
import dev.aeneas.provisioning.machine.Datacenters.ReplaceEnd;
import dev.aeneas.provisioning.machine.RegionUnreachable;
import dev.aeneas.provisioning.operation.ProvisioningFailed;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KubernetesDatacentersTest {
    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final String WEST = "orders-west";

    private final Map<String, MockRegion> regions = Map.of("west", new MockRegion(), "east", new MockRegion());
    /** By the datacenters that were made last: those before may have had something on their way. */
    private List<String> told;

    private volatile Instant now = Instant.parse("2026-11-29T12:00:00Z");
    private CredentialsFolder credentials;
    private KubernetesDatacenters datacenters;

    @TempDir
    Path folder;

    @BeforeEach
    void login() {
        credentials = new CredentialsFolder(folder);
        var login = new Credentials("aeneas", "secret");
        credentials.put(ORDERS.value(), new ClusterCredentials(login, login));
        datacenters = datacenters(Map.of());
        datacenters.start();
    }

    @AfterEach
    void close() {
        datacenters.close();
        regions.values().forEach(MockRegion::close);
    }

    private KubernetesDatacenters datacenters(Map<String, String> more) {
        var config = config(more);
        var heard = new CopyOnWriteArrayList<String>();
        told = heard;
        return new KubernetesDatacenters(
                config,
                credentials,
                region -> RegionClients.client(RegionClients.bounded(
                        config,
                        regions.get(region.zones().get(0).substring(0, 4))
                                .client()
                                .getConfiguration())),
                (cluster, datacenter, sight) -> heard.add(datacenter + " " + sight),
                () -> now);
    }

    private void restart(Map<String, String> more) {
        datacenters.close();
        datacenters = datacenters(more);
        datacenters.start();
    }

    private void restartWithoutWatching() {
        datacenters.close();
        datacenters = datacenters(Map.of());
    }

    private void delete(String name) {
        var unused = west().client()
                .genericKubernetesResources(RegionApi.DATACENTERS)
                .inNamespace("cassandra")
                .withName(name)
                .delete();
    }

    private DatacenterSight await(String region, Predicate<DatacenterSight> condition) throws InterruptedException {
        var sight = datacenters.await(ORDERS, datacenter(region), condition, BOUND);
        assertThat(condition.test(sight)).as(String.valueOf(sight)).isTrue();
        return sight;
    }

    private static Predicate<DatacenterSight> has(String code) {
        return sight -> sight.conditions().stream()
                .anyMatch(condition -> condition.code().equals(code));
    }

    private static DatacenterCondition condition(DatacenterSight sight, String code) {
        return sight.conditions().stream()
                .filter(condition -> condition.code().equals(code))
                .findFirst()
                .orElseThrow();
    }

    private MockRegion west() {
        return regions.get("west");
    }

    private void ready(int nodes) throws InterruptedException {
        datacenters.order(order("west", nodes));
        west().carriedOut(
                        WEST,
                        IntStream.rangeClosed(1, nodes)
                                .mapToObj(node -> pod("west", node))
                                .toList());
        var unused = await("west", sight -> sight.readyWith(nodes));
    }

    @Test
    void isReadyOnlyWhenTheOperatorHasCarriedTheNewestOrderOutWithEveryNode() throws InterruptedException {
        datacenters.order(order("west", 3));
        var ordered = await(
                "west",
                sight -> sight.state() == State.WORKING && sight.conditions().isEmpty());
        assertThat(ordered.readyWith(3)).isFalse();

        west().carriedOut(WEST, List.of(pod("west", 1), pod("west", 2)));
        assertThat(await("west", sight -> sight.nodes().size() == 2).readyWith(3))
                .isFalse();

        west().carriedOut(WEST, List.of(pod("west", 1), pod("west", 2), pod("west", 3)));
        assertThat(await("west", sight -> sight.readyWith(3)).nodes())
                .containsExactly(
                        new SeenNode("west_1", "west_1", "10.0.0.1"),
                        new SeenNode("west_2", "west_2", "10.0.0.2"),
                        new SeenNode("west_3", "west_3", "10.0.0.3"));
    }

    @Test
    void doesNotTakeTheSightOfAnEarlierOrderForThatOfTheNewestOne() throws InterruptedException {
        ready(3);

        datacenters.order(order("west", 6));

        assertThat(datacenters.look(ORDERS, datacenter("west")).readyWith(3)).isFalse();
    }

    @Test
    void ordersAsItsOwnFieldManagerAndReplicatesTheLogin() {
        datacenters.order(order("west", 3));
        datacenters.order(order("east", 3));

        assertThat(west().datacenter(WEST).<Integer>get("spec", "size")).isEqualTo(3);
        for (var region : regions.entrySet()) {
            var secret = region.getValue()
                    .client()
                    .secrets()
                    .inNamespace("cassandra")
                    .withName("orders-" + region.getKey() + "-superuser")
                    .get();
            assertThat(secret.getStringData())
                    .containsEntry("username", "aeneas")
                    .containsEntry("password", "secret");
        }
    }

    /** The operator wants it for whatever it does, a deletion too. */
    @Test
    void keepsTheLoginUntilTheDatacenterIsGone() throws InterruptedException {
        ready(3);
        datacenters.delete(ORDERS, datacenter("west"), true);
        assertThat(superuser()).isNotNull();

        datacenters.forget(ORDERS, datacenter("west"));
        assertThat(superuser()).isNull();
    }

    private Secret superuser() {
        return west().client()
                .secrets()
                .inNamespace("cassandra")
                .withName("orders-west-superuser")
                .get();
    }

    @Test
    void tellsWhoListensWhenSomethingChanges() throws InterruptedException {
        ready(3);

        west().carriedOut(
                        WEST,
                        List.of(
                                pod("west", 1),
                                pod("west", 2),
                                new Pod(pod("west", 3).name(), "west_3", "10.9.9.9")));

        Awaitility.await().atMost(BOUND).untilAsserted(() -> assertThat(told)
                .anySatisfy(sight -> assertThat(sight).contains("10.9.9.9")));
    }

    @Test
    void saysNothingOfARegionThatWasNotTriedYet() {
        restartWithoutWatching();
        datacenters.order(order("west", 3));

        var sight = datacenters.look(ORDERS, datacenter("west"));

        assertThat(sight.state()).isEqualTo(State.UNKNOWN);
        assertThat(sight.conditions()).isEmpty();
    }

    @Test
    void hearsARegionAsSoonAsItsListsAreThereAndNotWithTheNextBeat() throws InterruptedException {
        ready(3);

        restart(Map.of("aeneas.kubernetes.heartbeat", "1h"));

        var unused = await("west", sight -> sight.readyWith(3));
        await("east", DatacenterSight::absent);
        Awaitility.await().atMost(BOUND).until(() -> !told.isEmpty());
        assertThat(told).allMatch(sight -> sight.contains("READY"));
    }

    @Test
    void aRegionThatHangsForEverDelaysNothingElsewhere() throws InterruptedException {
        restart(Map.of("aeneas.kubernetes.call", "5s"));
        datacenters.order(order("east", 3));
        var unused = await("east", sight -> sight.conditions().isEmpty());
        west().hang();

        assertThatExceptionOfType(RegionUnreachable.class)
                .isThrownBy(() -> datacenters.order(order("west", 3)))
                .withMessageContaining("west");
        long began = System.nanoTime();
        datacenters.order(order("east", 6));
        regions.get("east").carriedOut("orders-east", List.of(pod("east", 1)));
        var seen = await("east", sight -> sight.nodes().size() == 1);
        assertThat(System.nanoTime() - began).isLessThan(TimeUnit.SECONDS.toNanos(30));
        assertThat(seen.conditions()).isEmpty();

        var hung = await("west", has(DatacenterConditions.API_UNREACHABLE));
        assertThat(hung.absent()).isFalse();
    }

    @Test
    void goesOnWatchingWhenARegionAnswersAgain() throws InterruptedException {
        restart(Map.of("aeneas.kubernetes.call", "5s"));
        ready(3);
        west().hang();
        var unused = await("west", has(DatacenterConditions.API_UNREACHABLE));

        west().answerAgain();
        var back = await("west", sight -> sight.conditions().isEmpty());
        assertThat(back.readyWith(3)).isTrue();

        west().carriedOut(WEST, List.of(pod("west", 1), pod("west", 2)));
        var seen = await("west", sight -> sight.nodes().size() == 2);
        assertThat(seen.readyWith(3)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "404, NotFound, the server could not find the requested resource, OperatorNotInstalled",
        "403, Forbidden, cassandradatacenters is forbidden: User aeneas cannot patch resource, Forbidden",
        "403, Forbidden, admission webhook vcassandradatacenter denied the request: attempted to change clusterName, OrderRefused",
        "403, Forbidden, 'exceeded quota: cassandra, requested: count/cassandradatacenters=1', QuotaExceeded",
        "409, Conflict, 'Apply failed with 1 conflict: conflict with \"kubectl-edit\": .spec.size', OrderConflicts",
        "422, Invalid, spec.serverVersion: Invalid value, OrderInvalid"
    })
    void saysWhyAnOrderIsNotTaken(int code, String reason, String message, String expected) {
        west().refuse(MockRegion::applies, code, reason, message);

        assertThatExceptionOfType(ProvisioningFailed.class)
                .isThrownBy(() -> datacenters.order(order("west", 3)))
                .satisfies(failure -> {
                    assertThat(failure.error().code()).isEqualTo(expected);
                    assertThat(failure.error().message()).contains(message);
                });
    }

    @Test
    void showsAsAConditionThatTheOperatorIsNotInstalled() throws InterruptedException {
        west().refuse(request -> request.getPath().contains("cassandradatacenters"), 404, "NotFound", "could not find");

        assertThat(condition(await("west", has(DatacenterConditions.OPERATOR_NOT_INSTALLED)), "OperatorNotInstalled")
                        .message())
                .contains("install cass-operator");
    }

    @Test
    void namesTheZoneAndTheResourceThatAPodWaitsFor() throws InterruptedException {
        datacenters.order(order("west", 3));
        west().create(new PodBuilder()
                .withNewMetadata()
                .withName(pod("west", 2).name())
                .withNamespace("cassandra")
                .addToLabels(ResourceNames.CLUSTER, "orders")
                .addToLabels(ResourceNames.DATACENTER, "west")
                .addToLabels("cassandra.datastax.com/rack", "west_2")
                .endMetadata()
                .withNewStatus()
                .withPhase("Pending")
                .addNewCondition()
                .withType("PodScheduled")
                .withStatus("False")
                .withReason("Unschedulable")
                .withMessage("0/3 nodes are available: 3 Insufficient memory.")
                .endCondition()
                .endStatus()
                .build());

        assertThat(condition(await("west", has(DatacenterConditions.POD_PENDING)), "PodPending")
                        .message())
                .contains("zone west-b")
                .contains("Insufficient memory");
    }

    @Test
    void tellsOfAQuotaThatKeepsPodsFromBeingMade() throws InterruptedException {
        datacenters.order(order("west", 3));
        west().create(new EventBuilder()
                .withNewMetadata()
                .withName("failed")
                .withNamespace("cassandra")
                .endMetadata()
                .withNewInvolvedObject()
                .withKind("StatefulSet")
                .withName(ResourceNames.statefulSet(ORDERS, datacenter("west"), "west_1"))
                .endInvolvedObject()
                .withReason("FailedCreate")
                .withMessage("create Pod failed: exceeded quota: pods, requested: memory=4Gi")
                .build());

        assertThat(condition(await("west", has(DatacenterConditions.PODS_NOT_MADE)), "PodsNotMade")
                        .message())
                .contains("exceeded quota");
    }

    @Test
    void tellsOfAnOperatorThatTakesNoNotice() throws InterruptedException {
        datacenters.order(order("west", 3));
        var unused = await(
                "west",
                sight -> sight.state() == State.WORKING && sight.conditions().isEmpty());

        now = now.plus(Duration.ofMinutes(3));

        assertThat(await("west", has(DatacenterConditions.OPERATOR_SILENT))
                        .hopeless()
                        .message())
                .contains("cass-operator");
    }

    @Test
    void countsTheSilenceOfAnOperatorFromTheOrderHoweverLateThatIsSeen() throws InterruptedException {
        restartWithoutWatching();
        datacenters.order(order("west", 3));
        now = now.plus(Duration.ofMinutes(3));

        datacenters.start();

        assertThat(await("west", has(DatacenterConditions.OPERATOR_SILENT)).state())
                .isEqualTo(State.WORKING);
    }

    @Test
    void showsWhatWasEditedByHandAndLeavesIt() throws InterruptedException {
        ready(3);

        west().edit(WEST, "size", 5);

        assertThat(condition(await("west", has(DatacenterConditions.EDITED_BY_HAND)), "EditedByHand")
                        .message())
                .contains("spec.size is 5, ordered was 3");
        assertThat(west().datacenter(WEST).<Integer>get("spec", "size")).isEqualTo(5);
    }

    @Test
    void wantsAnEditTakenBackWhereThePolicySaysSoAndIsContentOnceItIsOrderedAgain() throws InterruptedException {
        restart(Map.of("aeneas.kubernetes.edits", "correct"));
        ready(3);
        west().edit(WEST, "size", 5);
        var unused = await("west", has(DatacenterConditions.EDIT_TO_BE_TAKEN_BACK));

        datacenters.order(order("west", 3));

        var again = await("west", sight -> sight.conditions().isEmpty());
        assertThat(again.conditions()).isEmpty();
        assertThat(west().datacenter(WEST).<Integer>get("spec", "size")).isEqualTo(3);
    }

    @Test
    void isGoneOnlyWhenItWasSeenToGoAndTellsWhenSomebodyElseDeletedIt() throws InterruptedException {
        ready(3);
        datacenters.delete(ORDERS, datacenter("west"), false);
        var gone = await("west", DatacenterSight::absent);
        assertThat(gone.conditions()).isEmpty();

        ready(3);
        delete(WEST);
        assertThat(await("west", has(DatacenterConditions.DELETED_BY_HAND)).absent())
                .isTrue();
    }

    @Test
    void tellsThatSomebodyElseDeletedWhatTheRegionWouldNotDeleteForUs() throws InterruptedException {
        ready(3);
        west().refuse(request -> request.getMethod().equals("DELETE"), 403, "Forbidden", "cannot delete resource");
        assertThatExceptionOfType(ProvisioningFailed.class)
                .isThrownBy(() -> datacenters.delete(ORDERS, datacenter("west"), false));

        west().refuse(request -> false, 403, "Forbidden", "nothing");
        delete(WEST);

        assertThat(await("west", has(DatacenterConditions.DELETED_BY_HAND)).absent())
                .isTrue();
    }

    @Test
    void tellsThatSomebodyElseDeletedWhatNobodyHadSeenYet() throws InterruptedException {
        restartWithoutWatching();
        datacenters.order(order("west", 3));
        delete(WEST);

        datacenters.start();

        assertThat(await("west", has(DatacenterConditions.DELETED_BY_HAND)).absent())
                .isTrue();
        Awaitility.await().atMost(BOUND).untilAsserted(() -> assertThat(told)
                .anySatisfy(sight -> assertThat(sight).contains("DeletedByHand")));
    }

    @Test
    void isNotAbsentBeforeItsRegionWasHeard() {
        west().hang();
        restart(Map.of());

        assertThat(datacenters.look(ORDERS, datacenter("west")).absent()).isFalse();
    }

    @Test
    void hasADeadNodesPodReplacedByTheOperatorOnce() throws InterruptedException {
        datacenters.replace(ORDERS, datacenter("west"), "west_5", "orders-7-replace");
        datacenters.replace(ORDERS, datacenter("west"), "west_5", "orders-7-replace");
        var tasks = west().client().genericKubernetesResources(RegionApi.TASKS).inNamespace("cassandra");
        assertThat(tasks.list().getItems()).singleElement().satisfies(task -> assertThat(
                        task.<Object>get("spec", "jobs"))
                .hasToString("[{name=replace, command=replacenode, args={pod_name=orders-orders-west-west-2-sts-1}}]"));
        assertThat(datacenters.awaitReplaced(ORDERS, datacenter("west"), "orders-7-replace", Duration.ofMillis(50)))
                .isEqualTo(new ReplaceEnd.NotYet());

        var unused = tasks.withName("orders-7-replace")
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"status\":{\"conditions\":[{\"type\":\"Failed\",\"status\":\"True\",\"message\":\"no such pod\"}]}}");

        assertThat(datacenters.awaitReplaced(ORDERS, datacenter("west"), "orders-7-replace", BOUND))
                .isInstanceOfSatisfying(
                        ReplaceEnd.Failed.class, end -> assertThat(end.why()).contains("no such pod"));
    }
}
