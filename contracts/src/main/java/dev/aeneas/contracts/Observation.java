package dev.aeneas.contracts;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What a vantage point sees; on a topic of its own, since there is much of it. */
public sealed interface Observation extends Event {

    /**
     * One round of probes of one datacenter by one observer.
     *
     * @param observer name of the vantage point
     * @param observerRegion the region it looks from
     * @param sequence grows with each round of this observer and datacenter
     * @param nodesAnswering that answered a CQL OPTIONS request within the bound, of those that this round asked
     * @param nodesTotal that this round asked: all of a small datacenter, some of a large one, each in its turn
     * @param nodesGossipDown that surviving Cassandra nodes' own gossip calls down, as far as this observer asked them
     * @param silentRounds in a row, up to this one, in which no node answered; so each observation is whole evidence by
     *     itself, also where an earlier one was lost
     * @param lastAnswerAt when a node answered last; null: none since this observer began to look
     * @param observedAt when this was said; on the same clock as {@code lastAnswerAt}, so that only their difference counts
     * @param canary how writing and reading there went; null: this observer does not know
     */
    record DatacenterObserved(
            ClusterName cluster,
            DatacenterName datacenter,
            String region,
            String observer,
            String observerRegion,
            long sequence,
            int nodesAnswering,
            int nodesTotal,
            int nodesGossipDown,
            int silentRounds,
            Instant lastAnswerAt,
            Instant observedAt,
            Canary canary)
            implements Observation {
        public DatacenterObserved {
            Require.present("cluster", cluster);
            Require.present("datacenter", datacenter);
            Require.identifier("region", region);
            Require.text("observer", observer);
            Require.identifier("observerRegion", observerRegion);
            Require.notNegative("sequence", sequence);
            Require.notNegative("nodesAnswering", nodesAnswering);
            Require.notNegative("nodesTotal", nodesTotal);
            Require.notNegative("nodesGossipDown", nodesGossipDown);
            Require.notNegative("silentRounds", silentRounds);
            Require.present("observedAt", observedAt);
        }

        /** Without a word on the canary. */
        public DatacenterObserved(
                ClusterName cluster,
                DatacenterName datacenter,
                String region,
                String observer,
                String observerRegion,
                long sequence,
                int nodesAnswering,
                int nodesTotal,
                int nodesGossipDown,
                int silentRounds,
                Instant lastAnswerAt,
                Instant observedAt) {
            this(
                    cluster,
                    datacenter,
                    region,
                    observer,
                    observerRegion,
                    sequence,
                    nodesAnswering,
                    nodesTotal,
                    nodesGossipDown,
                    silentRounds,
                    lastAnswerAt,
                    observedAt,
                    null);
        }
    }

    /**
     * A row that the observer writes and reads again at LOCAL_QUORUM, round after round.
     *
     * @param failedRounds in a row, up to the last one, that failed or took longer than the bound
     * @param lastGoodAt when one went well last, on the clock of {@code observedAt}; null: none since this observer began
     * @param latency of the last one that went well; null: none did
     * @param error why the last one failed; null: it went well
     * @param lags how far this datacenter is behind each other one; null reads as not looked
     */
    record Canary(int failedRounds, Instant lastGoodAt, Duration latency, String error, List<ReplicationLag> lags) {
        public Canary {
            Require.notNegative("failedRounds", failedRounds);
            lags = Require.list("lags", lags);
        }

        /** Without a word on what arrives from elsewhere. */
        public Canary(int failedRounds, Instant lastGoodAt, Duration latency, String error) {
            this(failedRounds, lastGoodAt, latency, error, List.of());
        }
    }

    /**
     * What a reader at LOCAL_QUORUM finds here of the rows that the same observer writes in another datacenter; every moment is
     * that of an acknowledgement, on the clock of {@code observedAt}.
     *
     * @param from where the rows are written
     * @param newestWrite the newest one that was acknowledged there
     * @param newestSeen the newest of them that was found here; null: none was
     * @param lag how old, when it was looked for, the oldest one was that had been acknowledged there and was not found here; zero:
     *     none was missing
     */
    record ReplicationLag(DatacenterName from, Instant newestWrite, Instant newestSeen, Duration lag) {
        public ReplicationLag {
            Require.present("from", from);
            Require.present("newestWrite", newestWrite);
            Require.present("lag", lag);
        }
    }
}
