package dev.aeneas.backup.restore;

import static dev.aeneas.backup.testing.Topologies.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aeneas.backup.run.BackupNode;
import dev.aeneas.backup.testing.FakeRestoreCluster;
import dev.aeneas.cassandra.node.Effects;
import dev.aeneas.contracts.RestoreCommand.IntoExisting;
import dev.aeneas.platform.process.Fence;
import dev.aeneas.platform.process.WorkAbandoned;
import dev.aeneas.platform.testing.InMemoryJournal;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A worker of a restore that was paused, and goes on when others have done its work or hold what it held: it does nothing. */
class RevivedRestoreTest extends RestoreFixture {
    private static final List<Phase> CHANGING =
            List.of(Phase.STAGE, Phase.SCHEMA, Phase.IMPORT, Phase.CLEANUP, Phase.CLEAR);

    private boolean leads = true;
    private Instant watch;

    /** As the service has it: its clock is its own, and the journal everybody's. */
    private RestoreWorker paused(Runnable meanwhile) {
        var fences = new RestoreFences(
                process -> engine.find(kind, process.id()), () -> leads, () -> watch == null ? now : watch);
        return worker(new Pause(cluster.asSeen(), meanwhile).seen()).behind(fences);
    }

    /** Something happens between the moment when a worker connects and its first effect. */
    private static final class Pause {
        private final RestoreWorker.Cluster cluster;
        private final Runnable meanwhile;
        private boolean over;

        Pause(RestoreWorker.Cluster cluster, Runnable meanwhile) {
            this.cluster = cluster;
            this.meanwhile = meanwhile;
        }

        RestoreWorker.Cluster seen() {
            return new RestoreWorker.Cluster(
                    pausing(RestoreNodes.class, cluster.nodes()),
                    pausing(RestoreTables.class, cluster.tables()),
                    cluster.digests(),
                    cluster.log());
        }

        private <T> T pausing(Class<T> port, T target) {
            return Effects.after(this::pass, port, target);
        }

        private void pass(Method method) {
            if (!over && method.getName().equals("connect")) {
                over = true;
                meanwhile.run();
            }
        }
    }

    private void at(Phase phase) {
        cluster = new FakeRestoreCluster(
                ring("west", -20, 0, 20)); // another ring, so that there is something to clean up
        journal = new InMemoryJournal();
        engineAnew();
        send(command("r1", IntoExisting.FAIL, Map.of(), Map.of("east", "west")));
        driveUntil("r1", run -> run instanceof Running running && running.phase() == phase);
    }

    private RestoreWork first() {
        return (RestoreWork) kind.openWork(run("r1")).get(0);
    }

    @Test
    void doesNothingWhenAnotherOneDidItsWorkMeanwhile() {
        for (var phase : CHANGING) {
            at(phase);
            var done = new int[1];
            var worker = paused(() -> {
                completed(drive("r1"));
                done[0] = cluster.log().size();
            });
            var work = first();
            assertThatThrownBy(() -> worker.perform(process("r1"), work))
                    .as("in " + phase)
                    .isInstanceOf(WorkAbandoned.class);
            assertThat(cluster.log()).as("in " + phase).hasSize(done[0]);
            assertThat(cluster.stagedFiles()).as("in " + phase).isZero();
        }
    }

    @Test
    void leavesItsWorkToASuccessorThatLeadsNow() {
        for (var phase : CHANGING) {
            at(phase);
            leads = true;
            int done = cluster.log().size();
            int staged = cluster.stagedFiles();
            var worker = paused(() -> leads = false);
            var work = first();
            assertThatThrownBy(() -> worker.perform(process("r1"), work))
                    .as("in " + phase)
                    .isInstanceOf(WorkAbandoned.class);
            assertThat(cluster.log()).as("in " + phase).hasSize(done);
            assertThat(cluster.stagedFiles()).as("in " + phase).isEqualTo(staged);
            completed(drive("r1"));
        }
    }

    @Test
    void waitsOnceSomebodyElseMayHaveTheLockUntilItHearsThatItIsStillItsOwn() throws Exception {
        at(Phase.IMPORT);
        int done = cluster.log().size();
        watch = now.plus(LEASE);
        var worker = paused(() -> {});
        var work = first();
        assertThatThrownBy(() -> worker.perform(process("r1"), work)).isInstanceOf(WorkAbandoned.class);
        assertThat(cluster.log()).hasSize(done);

        now = watch;
        send(reserved(run("r1"), 7));
        assertThat(worker.perform(process("r1"), work)).isInstanceOf(RestoreReport.Reached.class);
        assertThat(cluster.log().size()).isGreaterThan(done);
    }

    @Test
    void clearsItsOwnFoldersWhoeverHasTheLock() {
        at(Phase.IMPORT);
        send(reserved(run("r1"), 8));
        watch = now.plus(LEASE).plus(LEASE);
        var worker = paused(() -> {});
        kind.openWork(run("r1")).forEach(work -> perform(worker, process("r1"), (RestoreWork) work));
        assertThat(((Ended) drive("r1")).outcome()).isInstanceOf(Outcome.Failed.class);
        assertThat(cluster.stagedFiles()).isZero();
    }

    @Test
    void asksBeforeEverythingThatChangesANodeOrTheSchema() throws Exception {
        var asked = new Asked();
        var idle = new RestoreWorker.Cluster(
                idle(RestoreNodes.class),
                idle(RestoreTables.class),
                Optional.empty(),
                Optional.of(idle(ReplayLog.class)));
        var fenced = Fenced.cluster(idle, asked);
        var node = fenced.nodes().connect(ORDERS, new BackupNode("east_1", "127.0.0.1", "east", "east_1"), "r1");
        assertThat(asked.by(RestoreNodes.Session.class, node))
                .containsExactlyInAnyOrder("stage", "add", "importTable", "cleanup", "clear");
        assertThat(asked.ofThisInstant).as("files that are staged").isEqualTo(1);
        assertThat(asked.by(RestoreTables.Session.class, fenced.tables().connect(ORDERS, List.of())))
                .containsExactly("carryOut");
        assertThat(asked.by(ReplayLog.class, fenced.log().orElseThrow())).containsExactly("replay");
    }

    /** Counts. */
    private static final class Asked implements Fence {
        private int times;
        private int ofThisInstant;

        @Override
        public void check() {
            times++;
        }

        @Override
        public void checkOfThisInstant() {
            ofThisInstant++;
            times++;
        }

        <T> Set<String> by(Class<T> port, T fenced) throws ReflectiveOperationException {
            var names = new TreeSet<String>();
            for (var method : port.getMethods()) {
                int before = times;
                method.invoke(
                        fenced,
                        Stream.of(method.getParameterTypes()).map(type -> null).toArray());
                if (times > before) {
                    names.add(method.getName());
                }
            }
            return names;
        }
    }

    /** A port that does nothing, and gives more such ports. */
    private static <T> T idle(Class<T> port) {
        return port.cast(
                Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (proxy, method, arguments) -> {
                    var type = method.getReturnType();
                    if (type == boolean.class) {
                        return false;
                    }
                    if (type == long.class) {
                        return 0L;
                    }
                    return type.getSimpleName().equals("Session") ? idle(type) : null;
                }));
    }
}
