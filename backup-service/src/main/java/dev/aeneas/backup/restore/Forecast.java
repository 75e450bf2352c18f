package dev.aeneas.backup.restore;

import dev.aeneas.backup.restore.RestorePolicy.Rates;
import java.time.Duration;

/** How long a restore is said to take: as long as its slowest node. */
final class Forecast {
    private Forecast() {}

    static Duration of(RestorePlan plan, Rates rates) {
        return afterStage(plan.bytesOfSlowest(), rates).plus(seconds(plan.bytesOfSlowest(), rates.stageBytes()));
    }

    /** What comes after everything was fetched. */
    static Duration afterStage(long bytesOfSlowest, Rates rates) {
        return rates.fixed()
                .plus(seconds(bytesOfSlowest, rates.importBytes()))
                .plus(seconds(bytesOfSlowest, rates.verifyBytes()));
    }

    /** What is left of fetching, at the rate that was seen so far. */
    static Duration leftOfStage(long bytesDone, long bytesTotal, Duration elapsed) {
        return bytesDone == 0
                ? null
                : Duration.ofMillis((long) ((double) elapsed.toMillis() * (bytesTotal - bytesDone) / bytesDone));
    }

    private static Duration seconds(long bytes, long rate) {
        return Duration.ofMillis(bytes * 1000 / Math.max(1, rate));
    }
}
