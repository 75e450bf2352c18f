package dev.aeneas.failover.advice;

import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.failover.advice.ConsistencyAdvice.Recommendation;
import dev.aeneas.failover.advice.ConsistencyAdvice.Row;
import java.util.List;

/** Which levels to use for the two usual ways to run two regions. */
final class Recommendations {
    private Recommendations() {}

    static List<Recommendation> of(List<Row> rows, DatacenterName standby) {
        boolean survivesARack = rows.stream().anyMatch(row -> row.level() == Level.LOCAL_QUORUM && row.oneRackLost());
        return List.of(
                new Recommendation(
                        "active-passive, may lose the replication lag",
                        Level.LOCAL_QUORUM,
                        Level.LOCAL_QUORUM,
                        "served with a node" + (survivesARack ? ", a rack" : "")
                                + " or the other region away, at the latency of one region; when the primary is lost, so"
                                + " are the writes of the last moments that had not reached " + standby),
                new Recommendation(
                        "active-passive, may lose nothing",
                        Level.EACH_QUORUM,
                        Level.LOCAL_QUORUM,
                        "every acknowledged write is in " + standby + " too, at the latency between the regions; but"
                                + " writes FAIL as long as either region is away: the application must step down to"
                                + " LOCAL_QUORUM during a failover, or it is down with the first region it loses"),
                new Recommendation(
                        "active-active",
                        Level.LOCAL_QUORUM,
                        Level.LOCAL_QUORUM,
                        "each region serves its own clients while the other is away; the last write wins where both"
                                + " change one row, so let each row have one home region"));
    }
}
