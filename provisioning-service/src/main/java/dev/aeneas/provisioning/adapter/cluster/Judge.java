package dev.aeneas.provisioning.adapter.cluster;

import dev.aeneas.cassandra.cql.StreamRecord;
import dev.aeneas.cassandra.join.StrictSources;
import dev.aeneas.cassandra.node.JoinWave;
import dev.aeneas.cassandra.node.NotJoined;
import dev.aeneas.cassandra.ring.NodeMode;
import dev.aeneas.contracts.ClusterTopology.Node;
import dev.aeneas.contracts.NodeProgress.Phase;
import dev.aeneas.provisioning.machine.Machines;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says what became of the nodes of a wave: the ring and its own streams are believed before what its call returned. */
final class Judge {
    private final Machines machines;
    private final RingSight sight;
    private final JoinedSources sources;

    /**
     * What is known of one node.
     *
     * @param told how its own call ended
     * @param stoppedFor the wrong source that it was stopped for
     */
    record Evidence(JoinWave.Outcome told, Optional<String> stoppedFor, StrictSources sources) {}

    Judge(Machines machines, RingSight sight, JoinedSources sources) {
        this.machines = machines;
        this.sight = sight;
        this.sources = sources;
    }

    Map<Node, WaveOutcome> of(JoinSite site, Map<Node, Evidence> evidence) throws InterruptedException {
        var outside = sight.outside(site, List.copyOf(evidence.keySet()));
        var members = evidence.keySet().stream()
                .filter(node -> !outside.contains(node))
                .toList();
        site.progress().at(members, Phase.VERIFYING);
        var records = sources.records(site.topology().cluster(), members);
        var outcomes = new LinkedHashMap<Node, WaveOutcome>();
        evidence.forEach((node, known) -> outcomes.put(
                node,
                members.contains(node)
                        ? joined(known, Optional.ofNullable(records.get(node)))
                        : notJoined(site, node, known)));
        return outcomes;
    }

    private static WaveOutcome joined(Evidence known, Optional<List<StreamRecord>> records) {
        return known.stoppedFor()
                .or(() -> JoinedSources.wrong(known.sources(), records))
                .<WaveOutcome>map(WaveOutcome.NeedsRepair::new)
                .orElseGet(WaveOutcome.Joined::new);
    }

    private WaveOutcome notJoined(JoinSite site, Node node, Evidence known) {
        return known.stoppedFor()
                .<WaveOutcome>map(WaveOutcome.WrongSource::new)
                .orElseGet(() -> notJoined(site, node, known.told()));
    }

    private WaveOutcome notJoined(JoinSite site, Node node, JoinWave.Outcome told) {
        var cluster = site.topology().cluster();
        if (!machines.runs(cluster, node)) {
            return new WaveOutcome.Lost(
                    "its process ended while it joined. The end of its log:\n" + machines.logTail(cluster, node));
        }
        if (told instanceof JoinWave.Outcome.NotJoined refused) {
            boolean announced = !sight.joining(site, List.of(node)).isEmpty();
            boolean late = refused.why() instanceof NotJoined e && e.mode() == NodeMode.JOINING && !announced;
            var why = refused.why().getMessage();
            return late ? new WaveOutcome.Late(why) : new WaveOutcome.Lost(why);
        }
        return told instanceof JoinWave.Outcome.Unknown unknown
                ? new WaveOutcome.Unclear(unknown.why().getMessage())
                : new WaveOutcome.Unclear("says that it joined, but nobody sees it");
    }
}
