package dev.aeneas.scaling.adapter.runtime;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.platform.process.ProcessEngine;
import dev.aeneas.scaling.ScalingConfig;
import dev.aeneas.scaling.cluster.ClusterDecisions;
import dev.aeneas.scaling.cluster.KnownCluster;
import dev.aeneas.scaling.forecast.Experience;
import dev.aeneas.scaling.forecast.StepKind;
import dev.aeneas.scaling.forecast.StepTimes;
import dev.aeneas.scaling.forecast.TimeLine;
import dev.aeneas.scaling.verify.SeeTimes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import java.util.Map;

/** Configured times, corrected by what this service recorded of earlier runs. */
@ApplicationScoped
public class KnownTimes implements SeeTimes {
    /** Looked up late: the engine is made from processes whose worker needs this. */
    private final Instance<ProcessEngine> engine;

    private final ScalingConfig.ForecastConfig config;

    public KnownTimes(Instance<ProcessEngine> engine, ScalingConfig config) {
        this.engine = engine;
        this.config = config.forecast();
    }

    @Override
    public StepTimes times(ClusterName cluster, DatacenterName datacenter) {
        var experience = engine.get()
                .find(ClusterDecisions.KIND, cluster.value())
                .map(KnownCluster::experience)
                .orElse(Experience.NONE);
        return assumed(config).learning(experience, datacenter);
    }

    /** What is assumed while no run has taught better. */
    static StepTimes assumed(ScalingConfig.ForecastConfig config) {
        var none = Duration.ZERO;
        return new StepTimes(Map.ofEntries(
                Map.entry(StepKind.PREPARE, TimeLine.of(config.prepare(), config.prepareEach())),
                Map.entry(StepKind.RESTART, TimeLine.of(config.restart(), config.restartEach())),
                Map.entry(StepKind.JOIN, TimeLine.of(config.join(), config.joinEachGibibyte())),
                Map.entry(StepKind.JOIN_UNLIMITED, TimeLine.of(config.join(), config.joinUnlimitedEachGibibyte())),
                Map.entry(StepKind.DECOMMISSION, TimeLine.of(config.leave(), config.leaveEachGibibyte())),
                Map.entry(StepKind.CLEAN_UP, TimeLine.of(config.cleanUp(), config.cleanUpEachGibibyte())),
                Map.entry(StepKind.GROW, TimeLine.of(none, config.growEach())),
                Map.entry(StepKind.SHRINK, TimeLine.of(none, config.shrinkEach())),
                Map.entry(StepKind.ROLL, TimeLine.of(none, config.rollEach())),
                Map.entry(StepKind.VERIFY, TimeLine.of(config.verify(), config.verifyEach())),
                Map.entry(StepKind.RECORD, TimeLine.of(config.record(), none))));
    }
}
