package dev.aeneas.failover;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** Settings of failover-service; each bound of detection and of a run is named here. */
@ConfigMapping(prefix = "aeneas.failover")
public interface FailoverConfig {
    ObserverConfig observer();

    DetectionConfig detection();

    RunConfig run();

    MoveConfig move();

    ReadinessConfig readiness();

    HooksConfig hooks();

    DrillConfig drill();

    /** This replica as a vantage point. */
    interface ObserverConfig {
        /** Unique among the observers and the same after a restart. */
        @WithDefault("${aeneas.instance:failover-1}")
        String name();

        /** Where it looks from; a name that no datacenter uses is a witness. */
        @WithDefault("witness")
        String region();

        /** Between two looks at the store for which nodes there are. */
        @WithDefault("1s")
        Duration topologyRefresh();
    }

    /** See {@link dev.aeneas.failover.detection.DetectionParameters}, which says what each means. */
    interface DetectionConfig {
        @WithDefault("250ms")
        Duration probeInterval();

        @WithDefault("600ms")
        Duration probeBound();

        @WithDefault("500ms")
        Duration heartbeat();

        /** Zero: no rows are written, no gray region is seen, and no replication lag is known. */
        @WithDefault("1s")
        Duration canaryInterval();

        /** Between two looks whether clusters have the table for it; zero: never, somebody else creates it. */
        @WithDefault("5s")
        Duration canaryTable();

        @WithDefault("1s")
        Duration canaryBound();

        @WithDefault("4")
        int canaryFailedRounds();

        @WithDefault("3")
        int silentRounds();

        @WithDefault("500ms")
        Duration hold();

        @WithDefault("3s")
        Duration recoveryHold();

        @WithDefault("1500ms")
        Duration voteExpiry();

        @WithDefault("3")
        int observersMin();

        @WithDefault("10m")
        Duration observerMemory();

        @WithDefault("1s")
        Duration settling();

        /** Between two judgements of the decider. */
        @WithDefault("50ms")
        Duration tick();

        /** Between two looks at what the surviving nodes' own gossip says; zero: never. */
        @WithDefault("10s")
        Duration gossip();
    }

    /** How often is asked whether a failover would work. */
    interface ReadinessConfig {
        /** Between two looks where nothing happens meanwhile. */
        @WithDefault("30s")
        Duration interval();

        /** Scaling-service's REST gateway, which is asked for a dry run; also known as the REST client {@code scaling}. */
        URI scalingUrl();

        /** Backup-service's REST gateway, which is asked for backups; also known as the REST client {@code backup}. */
        URI backupUrl();

        /** In which region each backup store is; a store that is not named may be anywhere. */
        Map<String, String> storeRegions();

        /** A keyspace whose last repair is older is told; Cassandra's default grace for deletes. */
        @WithDefault("10d")
        Duration repairAge();

        /** A standby that is further behind is told, also where no RPO is promised. */
        @WithDefault("5s")
        Duration lag();

        /** The operator's word that Kafka and the control store are in no cluster's region: they are not looked at then. */
        @WithDefault("false")
        boolean controlPlaneOutside();
    }

    /** Hooks that are told afterwards; how long one may take is said in the policy. */
    interface HooksConfig {
        /** Calls until one is answered with 2xx; then it is given up. */
        @WithDefault("4")
        int attempts();

        /** Before the second one; it doubles. */
        @WithDefault("2s")
        Duration pause();
    }

    /** See {@link dev.aeneas.failover.drill.DrillSettings}. */
    interface DrillConfig {
        @WithDefault("15s")
        Duration undoRetry();

        @WithDefault("5m")
        Duration returning();

        @WithDefault("30m")
        Duration failingBack();

        @WithDefault("10s")
        Duration warmUp();

        @WithDefault("2m")
        Duration counting();

        /** After a due time of a schedule, a drill still begins so much later; past it the time is missed. */
        @WithDefault("5m")
        Duration late();
    }

    /** See {@link dev.aeneas.failover.run.RunSettings}. */
    interface MoveConfig {
        /** After the shift, how long clients may still write where they were. */
        @WithDefault("5s")
        Duration clientsFollow();

        @WithDefault("2")
        int rounds();

        @WithDefault("3")
        int attempts();

        @WithDefault("5s")
        Duration pause();

        @WithDefault("30m")
        Duration scaling();

        /** Cassandra's {@code max_hint_window}. */
        @WithDefault("3h")
        Duration hintWindow();

        /** Bound of repairing, and of comparing, one keyspace from one node. */
        @WithDefault("2h")
        Duration repair();
    }

    interface RunConfig {
        @WithDefault("1h")
        Duration block();

        @WithDefault("30m")
        Duration growth();

        @WithDefault("2s")
        Duration scaleRetry();

        @WithDefault("3")
        int repairAttempts();

        @WithDefault("5s")
        Duration repairPause();

        /** Bound of repairing one keyspace on one node. */
        @WithDefault("10m")
        Duration repair();
    }
}
