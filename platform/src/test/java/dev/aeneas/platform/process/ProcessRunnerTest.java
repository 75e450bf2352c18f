package dev.aeneas.platform.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.ProvisioningCommand.CreateCluster;
import dev.aeneas.contracts.ProvisioningCommand.DeleteCluster;
import dev.aeneas.contracts.ProvisioningCommand.StartCluster;
import dev.aeneas.platform.testing.CrashPoints;
import dev.aeneas.platform.testing.InMemoryJournal;
import dev.aeneas.platform.testing.RecordingPublisher;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProcessRunnerTest {
    private static final ClusterName ORDERS = new ClusterName("orders");
    private static final Duration SWEEP = Duration.ofMillis(20);

    private final InMemoryJournal journal = new InMemoryJournal();
    private ProcessEngine engine = ProcessEngineTest.engine(journal, new RecordingPublisher());
    private final ExecutorService workers = Executors.newFixedThreadPool(4);
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
    private final AtomicBoolean leads = new AtomicBoolean(true);
    private final AtomicInteger performed = new AtomicInteger();
    private ProcessRunner runner;

    @AfterEach
    void stop() {
        runner.close();
        timer.shutdownNow();
    }

    private void run(Worker<Tally.Step> worker) {
        var hosted = new HostedProcess<>(Tally.KIND, Tally.Step.class, worker);
        runner = new ProcessRunner(
                engine, journal, leads::get, List.of(hosted), new ProcessRunner.Executors(workers, timer));
        runner.start(SWEEP);
    }

    private Object work(ProcessId process, Tally.Step step) {
        performed.incrementAndGet();
        return new Tally.Worked(step.number());
    }

    private void open() {
        engine.handle(ProcessEngineTest.input("1", new CreateCluster(ORDERS, null, null)));
        engine.handle(ProcessEngineTest.input("2", new StartCluster(ORDERS)));
    }

    private Tally tally() {
        return engine.find(Tally.KIND, "orders").orElseThrow();
    }

    @Test
    void performsWhatAStateSaysIsOpenAndWakesIt() {
        run(this::work);
        open();
        await().atMost(Duration.ofSeconds(10)).until(() -> tally().worked() == 1 && tally().woken());
        assertThat(performed).hasValue(1);
    }

    @Test
    void startsNoWorkThatOnlyAnOldStateStillCallsOpen() throws InterruptedException {
        open();
        var old = tally();
        run(this::work);
        await().atMost(Duration.ofSeconds(10)).until(() -> tally().worked() == 1);
        runner.changed(new ProcessId(Tally.KIND.name(), "orders"), old);
        workers.shutdown(); // takes no more, and ends what it has
        assertThat(workers.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        assertThat(performed).hasValue(1);
    }

    @Test
    void findsWhatACrashLeftOpen() {
        open();
        run(this::work);
        await().atMost(Duration.ofSeconds(10)).until(() -> tally().worked() == 1);
    }

    @Test
    void performsNothingWhileAnotherReplicaLeads() {
        leads.set(false);
        run(this::work);
        open();
        runner.sweep();
        assertThat(performed).hasValue(0);
        leads.set(true);
        await().atMost(Duration.ofSeconds(10)).until(() -> tally().worked() == 1);
    }

    @Test
    void doesNotStartTheSameWorkTwiceWhileItRuns() throws InterruptedException {
        var mayEnd = new CountDownLatch(1);
        run((process, step) -> {
            performed.incrementAndGet();
            assertThat(mayEnd.await(10, TimeUnit.SECONDS)).isTrue();
            return new Tally.Worked(step.number());
        });
        open();
        runner.sweep();
        runner.sweep();
        mayEnd.countDown();
        await().atMost(Duration.ofSeconds(10)).until(() -> tally().worked() == 1);
        assertThat(performed).hasValue(1);
    }

    @Test
    void tellsTheProcessWhenTheWorkFailed() {
        run((process, step) -> {
            throw new IllegalStateException("no");
        });
        open();
        await().atMost(Duration.ofSeconds(10)).until(() -> tally().failed() == 1);
    }

    /** A version of the service that has this kind wrote it, and then this one leads again. */
    @Test
    void passesOverProcessesOfAKindThatNobodyHostsHere() {
        var input = ProcessEngineTest.input("0", new CreateCluster(ORDERS, null, null));
        journal.append(
                new ProcessId("a kind of tomorrow", "orders"), new Journal.Append(1, "{}", true, input, List.of()));
        open();
        run(this::work);
        await().atMost(Duration.ofSeconds(10)).until(() -> tally().worked() == 1);
    }

    /** It is told of nothing: only the sweep can find it. */
    @Test
    void findsWhatAnotherReplicaRecorded() {
        run(this::work);
        runner.sweep();
        var another = ProcessEngineTest.engine(journal, new RecordingPublisher());
        another.handle(ProcessEngineTest.input("1", new CreateCluster(ORDERS, null, null)));
        runner.sweep();
        another.handle(ProcessEngineTest.input("2", new StartCluster(ORDERS)));
        await().atMost(Duration.ofSeconds(10)).until(() -> tally().worked() == 1);
    }

    @Test
    void asksForAStateAgainOnlyWhenThereIsANewerOne() {
        var calls = new CrashPoints(List.of());
        engine = ProcessEngineTest.engine(calls.around(journal), new RecordingPublisher());
        run(this::work);
        open();
        await().atMost(Duration.ofSeconds(10)).until(() -> tally().worked() == 1 && tally().woken());
        await().atMost(Duration.ofSeconds(10)).until(() -> {
            int before = calls.passed();
            runner.sweep();
            runner.sweep();
            return calls.passed() == before;
        });
    }

    @Test
    void leavesClosedProcessesAlone() {
        open();
        engine.handle(ProcessEngineTest.input("3", new DeleteCluster(ORDERS)));
        run(this::work);
        runner.sweep();
        assertThat(performed).hasValue(0);
    }
}
