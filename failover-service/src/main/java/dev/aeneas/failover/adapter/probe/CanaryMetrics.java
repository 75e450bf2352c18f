package dev.aeneas.failover.adapter.probe;

import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.Observation.Canary;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.stream.Stream;

/** What this observer's own rows tell, for whoever scrapes: seconds, and rounds that failed in a row. */
final class CanaryMetrics {
    private static final double NANOS = 1e9;

    private final MultiGauge lag = MultiGauge.builder("aeneas.replication.lag.seconds")
            .description("age of the oldest acknowledged row of this observer that is not found there yet")
            .register(Metrics.globalRegistry);
    private final MultiGauge latency = MultiGauge.builder("aeneas.canary.latency.seconds")
            .description("of the last write and read at LOCAL_QUORUM that went well")
            .register(Metrics.globalRegistry);
    private final MultiGauge failed = MultiGauge.builder("aeneas.canary.failed.rounds")
            .description("writes and reads at LOCAL_QUORUM in a row that failed or crawled")
            .register(Metrics.globalRegistry);

    /** One datacenter as this observer knows it. */
    record Of(ClusterName cluster, DatacenterName datacenter, Canary canary) {
        Tags tags() {
            return Tags.of("cluster", cluster.value(), "datacenter", datacenter.value());
        }

        private Stream<Row<?>> lags() {
            return canary.lags().stream()
                    .map(one -> Row.of(
                            Tags.of(
                                    "cluster",
                                    cluster.value(),
                                    "from",
                                    one.from().value(),
                                    "to",
                                    datacenter.value()),
                            one.lag().toNanos() / NANOS));
        }
    }

    /** Replaces everything that was told before. */
    void tell(List<Of> all) {
        lag.register(all.stream().flatMap(Of::lags).toList(), true);
        failed.register(
                all.stream()
                        .<Row<?>>map(one -> Row.of(one.tags(), one.canary().failedRounds()))
                        .toList(),
                true);
        latency.register(
                all.stream()
                        .filter(one -> one.canary().latency() != null)
                        .<Row<?>>map(
                                one -> Row.of(one.tags(), one.canary().latency().toNanos() / NANOS))
                        .toList(),
                true);
    }
}
