package dev.aeneas.failover.adapter.cluster;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.ClusterTopology.Datacenter;
import dev.aeneas.contracts.FaultKind;
import dev.aeneas.failover.detection.DetectionParameters;
import dev.aeneas.failover.drill.DrillSight;
import dev.aeneas.failover.drill.DrillSight.LookAround;
import dev.aeneas.failover.readiness.Readiness;
import dev.aeneas.failover.readiness.ReadinessFacts;
import dev.aeneas.failover.readiness.ReadinessFacts.Growth;
import dev.aeneas.failover.readiness.ReadinessProcess.GatherFacts;
import dev.aeneas.failover.readiness.ReadinessState;
import dev.aeneas.failover.run.ClusterFailover;
import dev.aeneas.platform.process.ProcessEngine;
import dev.aeneas.platform.process.ProcessKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** What a drill must know beforehand, looked at freshly: readiness with the dry run of scaling, and what detection promises. */
@ApplicationScoped
public class LookBeforeDrill implements LookAround {
    private final ProcessEngine engine;
    private final ProcessKind<ClusterFailover> clusters;
    private final ProcessKind<ReadinessState> readiness;
    private final GatherFacts facts;
    private final DetectionParameters detection;

    public LookBeforeDrill(
            ProcessEngine engine,
            ProcessKind<ClusterFailover> clusters,
            ProcessKind<ReadinessState> readiness,
            GatherFacts facts,
            DetectionParameters detection) {
        this.engine = engine;
        this.clusters = clusters;
        this.readiness = readiness;
        this.facts = facts;
        this.detection = detection;
    }

    @Override
    public DrillSight look(ClusterName name, FaultKind by) {
        var cluster = engine.find(clusters, name.value()).filter(known -> !known.deleted());
        if (cluster.isEmpty() || cluster.get().policy() == null) {
            return cluster.map(LookBeforeDrill::withoutPolicy).orElseGet(DrillSight::unknown);
        }
        var observers = engine.find(readiness, name.value())
                .map(ReadinessState::observers)
                .orElse(Map.of());
        var gathered = facts.gather(name, observers);
        return sight(cluster.get(), gathered, bound(by));
    }

    private Duration bound(FaultKind by) {
        var bounds = detection.bounds();
        return switch (by) {
            case KILL -> bounds.downAtMostWhenKilled();
            case FREEZE, CUT -> bounds.downAtMostWhenFrozen();
            case GRAY -> bounds.degradedAtMost();
        };
    }

    private static DrillSight sight(ClusterFailover cluster, ReadinessFacts gathered, Duration detection) {
        var answer = Readiness.of(gathered);
        var growth = gathered.growth() instanceof Growth.NotNeeded ? Duration.ZERO : answer.growth();
        return new DrillSight(
                true,
                cluster.policy().mode(),
                cluster.policy().onDegraded(),
                gathered.primary().map(Datacenter::region).orElse(null),
                cluster.policy().standby(),
                cluster.openRun()
                        .map(run -> run.facts().runId())
                        .or(() -> cluster.openMove().map(move -> move.facts().runId()))
                        .orElse(null),
                standings(cluster),
                answer.level(),
                answer.findings(),
                detection,
                growth,
                cluster.beside());
    }

    private static DrillSight withoutPolicy(ClusterFailover cluster) {
        var unknown = DrillSight.unknown();
        return new DrillSight(
                true,
                null,
                null,
                null,
                null,
                null,
                standings(cluster),
                unknown.readiness(),
                unknown.findings(),
                null,
                null,
                null);
    }

    private static Map<String, String> standings(ClusterFailover cluster) {
        return cluster.regions().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().kind().name()));
    }
}
