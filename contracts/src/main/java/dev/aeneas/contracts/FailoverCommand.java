package dev.aeneas.contracts;

/** What failover-service can be asked for. */
public sealed interface FailoverCommand extends Command {

    /**
     * Says what to do when the primary's region is lost.
     *
     * @param targetNodeCount what the standby grows to; null: as many as the primary has
     * @param targetSku the size it grows to; null: the primary's
     * @param onDegraded what follows when the primary's region is degraded, not lost; null reads as {@code ASK}
     */
    record SetFailoverPolicy(
            ClusterName cluster,
            Mode mode,
            DatacenterName primary,
            DatacenterName standby,
            Integer targetNodeCount,
            Sku targetSku,
            OnDegraded onDegraded)
            implements FailoverCommand {
        public SetFailoverPolicy {
            Require.present("cluster", cluster);
            Require.present("mode", mode);
            Require.present("primary", primary);
            Require.present("standby", standby);
            if (primary.equals(standby)) {
                throw new InvalidField("standby", "must be another datacenter than primary");
            }
            if (targetNodeCount != null) {
                Require.between("targetNodeCount", 1, 1000, targetNodeCount);
            }
            onDegraded = onDegraded == null ? OnDegraded.ASK : onDegraded;
        }

        /** A degraded region is a person's to decide on. */
        public SetFailoverPolicy(
                ClusterName cluster,
                Mode mode,
                DatacenterName primary,
                DatacenterName standby,
                Integer targetNodeCount,
                Sku targetSku) {
            this(cluster, mode, primary, standby, targetNodeCount, targetSku, null);
        }
    }

    /** Fails over now, on a person's or a tool's word: also without votes, but never to a standby that is down. */
    record FailOver(ClusterName cluster, String region, String reason) implements FailoverCommand {
        public FailOver {
            Require.present("cluster", cluster);
            Require.identifier("region", region);
            Require.text("reason", reason);
        }
    }

    /** Who decides: nobody, a person, or Aeneas. */
    enum Mode {
        OFF,
        ASK,
        AUTOMATIC
    }

    /** What a region that answers but serves no writes leads to; {@code FAILOVER} only under {@link Mode#AUTOMATIC}. */
    enum OnDegraded {
        IGNORE,
        ASK,
        FAILOVER
    }
}
