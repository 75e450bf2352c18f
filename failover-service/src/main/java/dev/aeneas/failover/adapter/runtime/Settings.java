package dev.aeneas.failover.adapter.runtime;

import dev.aeneas.failover.FailoverConfig;
import dev.aeneas.failover.detection.Decider;
import dev.aeneas.failover.detection.DetectionParameters;
import dev.aeneas.failover.detection.DetectionParameters.Canaries;
import dev.aeneas.failover.detection.DetectionParameters.Electorate;
import dev.aeneas.failover.detection.DetectionParameters.Probing;
import dev.aeneas.failover.detection.DetectionParameters.Voting;
import dev.aeneas.failover.detection.SteadyClock;
import dev.aeneas.failover.detection.VantagePoint;
import dev.aeneas.failover.move.MoveSettings;
import dev.aeneas.failover.run.RunSettings;
import dev.aeneas.failover.run.RunSettings.RepairSettings;
import dev.aeneas.platform.process.ProcessEngine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** The configuration as the plain values that the features know. */
@ApplicationScoped
public class Settings {
    @Produces
    @Singleton
    DetectionParameters detection(FailoverConfig config) {
        var detection = config.detection();
        return new DetectionParameters(
                new Probing(detection.probeInterval(), detection.probeBound(), detection.heartbeat()),
                new Canaries(detection.canaryInterval(), detection.canaryBound(), detection.canaryFailedRounds()),
                new Voting(
                        detection.silentRounds(), detection.hold(), detection.recoveryHold(), detection.voteExpiry()),
                new Electorate(detection.observersMin(), detection.observerMemory(), detection.settling()));
    }

    @Produces
    @Singleton
    VantagePoint here(FailoverConfig config) {
        return new VantagePoint(config.observer().name(), config.observer().region());
    }

    @Produces
    @Singleton
    RunSettings run(FailoverConfig config) {
        var run = config.run();
        return new RunSettings(
                run.block(),
                run.growth(),
                run.scaleRetry(),
                new RepairSettings(run.repairAttempts(), run.repairPause()),
                move(config.move()));
    }

    private static MoveSettings move(FailoverConfig.MoveConfig move) {
        return new MoveSettings(
                move.clientsFollow(), move.rounds(), move.attempts(), move.pause(), move.scaling(), move.hintWindow());
    }

    @Produces
    @Singleton
    Decider decider(DetectionParameters parameters, ProcessEngine engine) {
        return new Decider(parameters, engine, InstantSource.system(), new SteadyClock());
    }
}
