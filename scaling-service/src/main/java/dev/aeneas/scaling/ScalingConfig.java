package dev.aeneas.scaling;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Every bound of scaling-service. */
@ConfigMapping(prefix = "aeneas.scaling")
public interface ScalingConfig {
    /** For the topology lock, while another operation holds it. */
    @WithDefault("10m")
    Duration lockPatience();

    /** After this time without an answer the same is asked again. */
    @WithDefault("15s")
    Duration askAgain();

    /** For one attempt at one step; streaming takes its time. */
    @WithDefault("6h")
    Duration stepPatience();

    /** At one step, at a survey and at a verification. */
    @WithDefault("3")
    int attempts();

    /** Before the next attempt at a step. */
    @WithDefault("2s")
    Duration retryPause();

    /** For the answer that the lock is free. */
    @WithDefault("2m")
    Duration releasePatience();

    VerificationConfig verification();

    ForecastConfig forecast();

    SparesConfig spares();

    /** How the spares of datacenters that keep some are looked at between two runs. */
    interface SparesConfig {
        /** Between two looks; two in a row must find too few before a run makes the others. */
        @WithDefault("1m")
        Duration interval();

        /** After a run for the spares of a datacenter until the next one for them, however it ended. */
        @WithDefault("15m")
        Duration askAgain();
    }

    /** How long steps are assumed to take until runs of the cluster have taught better. */
    interface ForecastConfig {
        /** Starting prepared machines together: for any, and for each of them; measured with three and with one on two cores. */
        @WithDefault("4s")
        Duration prepare();

        @WithDefault("4s")
        Duration prepareEach();

        /** Restarting a rack's nodes together: for any, and for each of them. */
        @WithDefault("14s")
        Duration restart();

        @WithDefault("3s")
        Duration restartEach();

        /** Joining together: without data, and for each GiB that the busiest node streams, under Cassandra's usual throttle. */
        @WithDefault("6s")
        Duration join();

        @WithDefault("45s")
        Duration joinEachGibibyte();

        /** The same with the throttles lifted: three streams at once then share the cores and the disk. */
        @WithDefault("20s")
        Duration joinUnlimitedEachGibibyte();

        /** One node leaving: without data, and for each GiB that it streams. */
        @WithDefault("12s")
        Duration leave();

        @WithDefault("45s")
        Duration leaveEachGibibyte();

        /** Cleaning up: without data, and for each GiB of the largest node. */
        @WithDefault("2s")
        Duration cleanUp();

        @WithDefault("20s")
        Duration cleanUpEachGibibyte();

        /** A provider of whole datacenters adds one node, without data; what is streamed comes on top. */
        @WithDefault("3m")
        Duration growEach();

        /** It takes one node away, without data. */
        @WithDefault("3m")
        Duration shrinkEach();

        /** It restarts one node with another size. */
        @WithDefault("2m")
        Duration rollEach();

        /** Looking at the ring: for any, and for each node. */
        @WithDefault("1s")
        Duration verify();

        @WithDefault("100ms")
        Duration verifyEach();

        /** What touches no process and no data. */
        @WithDefault("300ms")
        Duration record();
    }

    /** How the ring is looked at. */
    interface VerificationConfig {
        /** Until the ring is as planned. */
        @WithDefault("2m")
        Duration patience();

        /** Between two looks. */
        @WithDefault("500ms")
        Duration pause();

        /** For one node to answer one call. */
        @WithDefault("5s")
        Duration nodePatience();

        /** Nodes looked at at the same time. */
        @WithDefault("16")
        int concurrency();
    }
}
