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
