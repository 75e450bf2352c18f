package dev.aeneas.failover.advice;

import dev.aeneas.cassandra.ring.Keyspace;
import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.DatacenterName;
import java.util.Arrays;
import java.util.List;

/**
 * What each consistency level means for one keyspace: clients in {@code primary}, {@code standby} where they would go.
 *
 * @param recommended for both use cases, with the reason
 */
public record ConsistencyAdvice(
        String keyspace,
        DatacenterName primary,
        DatacenterName standby,
        List<Row> levels,
        List<Recommendation> recommended) {

    /**
     * One level.
     *
     * @param reads whether Cassandra reads at this level at all
     * @param oneNodeLost whether clients of the primary are served with one node of it away
     * @param oneRackLost as before, with a whole rack (zone) away
     * @param standbyLost whether clients of the primary are served with the other region away
     * @param primaryLost whether clients are served in the standby with the primary's region away
     * @param whenPrimaryIsLost what becomes of writes that were acknowledged at this level
     */
    public record Row(
            Level level,
            boolean reads,
            boolean oneNodeLost,
            boolean oneRackLost,
            boolean standbyLost,
            boolean primaryLost,
            Loss whenPrimaryIsLost) {}

    /** What becomes of an acknowledged write when the primary's region is lost right after. */
    public enum Loss {
        /** It is in the standby, and a read at LOCAL_QUORUM there finds it. */
        NONE,
        /** It is in the standby, but on too few replicas: reads at LOCAL_QUORUM may miss it until a repair there. */
        HIDDEN_UNTIL_REPAIR,
        /** It may be on its way only: whatever the replication lag was is lost. */
        REPLICATION_LAG
    }

    /** What to use. */
    public record Recommendation(String use, Level write, Level read, String why) {}

    public static ConsistencyAdvice of(
            Keyspace keyspace, ClusterTopology topology, DatacenterName primary, DatacenterName standby) {
        var placement = Placement.of(keyspace, topology);
        var rows = Arrays.stream(Level.values())
                .map(level -> row(level, placement, primary, standby))
                .toList();
        return new ConsistencyAdvice(keyspace.name(), primary, standby, rows, Recommendations.of(rows, standby));
    }

    private static Row row(Level level, Placement whole, DatacenterName primary, DatacenterName standby) {
        var here = whole.in(primary);
        var there = whole.in(standby);
        return new Row(
                level,
                level.isForReads(),
                level.isServed(whole, whole.without(primary, 1), primary),
                level.isServed(whole, whole.without(primary, here.inOneRack()), primary),
                level.isServed(whole, whole.withoutRegion(there.region()), primary),
                level.isServed(whole, whole.withoutRegion(here.region()), standby),
                loss(level.certainlyIn(whole, standby), there));
    }

    private static Loss loss(int certain, Placement.Replicas there) {
        if (certain == 0) {
            return Loss.REPLICATION_LAG;
        }
        // a quorum read meets the write when the two cannot miss each other
        return certain + there.quorum() > there.factor() ? Loss.NONE : Loss.HIDDEN_UNTIL_REPAIR;
    }
}
