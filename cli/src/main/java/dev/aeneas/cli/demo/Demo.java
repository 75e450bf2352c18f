package dev.aeneas.cli.demo;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.aeneas.cassandra.credentials.ClusterCredentials;
import dev.aeneas.cassandra.jmx.JmxBounds;
import dev.aeneas.cassandra.jmx.JmxNodes;
import dev.aeneas.cassandra.node.ReachNodes;
import dev.aeneas.cli.CliException;
import dev.aeneas.cli.Console;
import dev.aeneas.cli.demo.DemoReport.NodeState;
import dev.aeneas.cli.events.Told;
import dev.aeneas.cli.rest.Problem;
import dev.aeneas.cli.rest.Services;
import dev.aeneas.cli.stack.AccessTokens;
import dev.aeneas.cli.stack.StackHome;
import dev.aeneas.cli.stack.StackSettings;
import dev.aeneas.contracts.FailoverEvent.TrafficShifted;
import dev.aeneas.local.process.Wait;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The script: a stack, a cluster of two regions, an application, a backup, a loss; then only watching and counting. */
public final class Demo {
    private static final Duration SERVED_BEFORE_LOSS = Duration.ofSeconds(3);
    private static final Duration SERVED_AFTERWARDS = Duration.ofSeconds(2);
    private static final Duration GOSSIP_BOUND = Duration.ofSeconds(45);

    private final DemoOptions options;
    private final StackHome home;
    private final StackSettings settings;
    private final Stages stages;
    private final DemoCluster cluster;
    private final RowLog rows = new RowLog();

    public Demo(DemoOptions options, StackHome home, StackSettings settings, Console console) {
        this.options = options;
        this.home = home;
        this.settings = settings;
        this.stages = new Stages(console);
        this.cluster = new DemoCluster(
                Services.of(settings, AccessTokens.of(home)::mine), home, options.cluster(), stages::say);
    }

    /**
     * Runs it and cleans up, whatever happens.
     *
     * @param up brings the stack up and returns when it is ready
     */
    public DemoReport run(Runnable up) {
        var cleanup = new Cleanup(stages::say);
        var stack = new DemoStack(home, settings, stages::say);
        try (var memory = new MemoryWatch(stack::pids)) {
            undoLater(cleanup, "stopping what the demonstration started", stack::undo);
            stages.timed("upMs", "starting the local stack", up);
            stages.timed(
                    "clusterMs", "creating the cluster: east with 6 nodes, west with 3", () -> create(cleanup, stack));
            Evidence evidence = loseARegion(cleanup);
            return Reports.of(evidence, options, stages, memory.peakBytes(), Versions.of(home));
        } finally {
            cleanup.run();
        }
    }

    private void undoLater(Cleanup cleanup, String what, Runnable undo) {
        if (!options.keep()) {
            cleanup.later(what, undo);
        }
    }

    private void create(Cleanup cleanup, DemoStack stack) {
        if (!stack.isAllOurs()) {
            undoLater(cleanup, "deleting cluster " + options.cluster(), () -> delete(stack));
        }
        try {
            cluster.create();
        } catch (Problem refused) {
            cleanup.forget(); // what there is by that name is not ours
            undoLater(cleanup, "stopping what the demonstration started", stack::undo);
            throw refused;
        }
    }

    private void delete(DemoStack stack) {
        try {
            cluster.delete();
        } catch (RuntimeException e) {
            stages.say("the cluster could not be deleted: " + e.getMessage());
            stack.killNodes(options.cluster());
        }
    }

    private Evidence loseARegion(Cleanup cleanup) {
        List<NodeState> nodesBefore = cluster.nodes();
        ClusterCredentials logins = cluster.credentials();
        CqlSession east = session(DemoCluster.PRIMARY, nodesBefore, logins, cleanup);
        CqlSession west = session(DemoCluster.STANDBY, nodesBefore, logins, cleanup);
        ReachNodes reach = new JmxNodes(Optional.of(logins.jmx()), JmxBounds.DEFAULT);
        DemoTable.create(
                east,
                reach,
                Map.of(DemoCluster.PRIMARY, DemoCluster.REPLICAS, DemoCluster.STANDBY, DemoCluster.REPLICAS));
        stages.timed("protectMs", "protecting it: automatic failover from east to west", cluster::protect);

        var application = new Application(
                rows, DemoCluster.PRIMARY, Map.of(DemoCluster.PRIMARY, east, DemoCluster.STANDBY, west));
        cleanup.later("", application::close);
        var watch = new EventWatch(settings.bootstrapServers(), options.cluster(), event -> follow(event, application));
        cleanup.later("", watch::close);
        stages.timed(
                "preloadMs", "writing " + options.rows() + " rows to east", () -> application.preload(options.rows()));
        application.writeSteadily(options.writesPerSecond());
        DemoReport.Backup backup =
                stages.timed("backupMs", "backing it up while the application writes", cluster::backUp);

        var gossip = new GossipWatch(reach, addresses(DemoCluster.STANDBY, nodesBefore), DemoCluster.PRIMARY);
        cleanup.later("", gossip::close);
        pause(SERVED_BEFORE_LOSS);
        var acknowledgedBefore = new Losses(rows.snapshot());
        BitSet readableBefore = DemoTable.readable(west);

        Instant lostAt = lose();
        stages.timed("failoverMs", "watching", () -> awaitTheEnd(watch, lostAt));
        Wait.until(GOSSIP_BOUND, () -> gossip.noticed().isPresent() || gossip.isOver());
        pause(SERVED_AFTERWARDS);
        application.close();
        BitSet readableAfter = stages.timed("countMs", "counting the rows", () -> DemoTable.readable(west));
        return new Evidence(
                new Timeline(lostAt, watch.events()),
                acknowledgedBefore,
                readableBefore,
                new Losses(rows.snapshot()),
                readableAfter,
                gossip.noticed(),
                nodesBefore,
                StandbyView.replace(cluster.nodes(), reach),
                backup,
                watch.repeated());
    }

    private Instant lose() {
        var processes = cluster.processes(DemoCluster.PRIMARY);
        if (processes.size() != DemoCluster.PRIMARY_NODES) {
            throw CliException.failed("only " + processes.size() + " processes of east were found in " + home.nodes());
        }
        stages.say("LOSING EAST: SIG" + options.loseBy().signal() + " to its " + processes.size()
                + " processes; from here on only watching");
        return RegionLoss.of(processes, options.loseBy());
    }

    private void awaitTheEnd(EventWatch watch, Instant lostAt) {
        boolean over = Wait.until(options.bound(), () -> new Timeline(lostAt, watch.events()).isOver());
        if (!over) {
            stages.say("the failover is not through after " + options.bound().toSeconds() + " s");
        }
    }

    /** What an application of two regions does when it is told where it belongs. */
    private void follow(Told event, Application application) {
        stages.say(event.topic() + "/" + event.partition() + "/" + event.offset() + "  " + event.name());
        event.as(TrafficShifted.class)
                .ifPresent(shifted -> application.belongTo(shifted.to().value()));
    }

    private static CqlSession session(
            String datacenter, List<NodeState> nodes, ClusterCredentials logins, Cleanup cleanup) {
        CqlSession session = Sessions.open(datacenter, addresses(datacenter, nodes), logins.cql());
        cleanup.later("", session::forceCloseAsync);
        return session;
    }

    private static List<String> addresses(String datacenter, List<NodeState> nodes) {
        return nodes.stream()
                .filter(node -> node.datacenter().equals(datacenter))
                .map(NodeState::address)
                .toList();
    }

    private static void pause(Duration duration) {
        Wait.until(duration, () -> false);
        if (Thread.currentThread().isInterrupted()) {
            throw CliException.failed("interrupted");
        }
    }
}
