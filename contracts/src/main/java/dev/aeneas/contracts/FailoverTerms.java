package dev.aeneas.contracts;

import java.time.Duration;
import java.util.List;

/**
 * What a failover policy promises, allows and asks for beside who decides; each part may be left out.
 *
 * <p>Only what cannot be read is refused here; failover-service checks the rest and names every rule that is broken.
 *
 * @param rto promised time from the loss to restored capacity; null: nothing is promised
 * @param rpo promised bound on the writes that a loss may cost, in time; null: nothing is promised
 * @param hours when Aeneas may fail over by itself; null: always
 * @param block after a failover, how long the next one needs a person's word, unless it is acknowledged; null: as configured
 * @param hooks who is asked before and told afterwards
 * @param consistency what clients use; null: not told, and they step down to LOCAL_QUORUM
 * @param targetPercent what the standby grows to, in percent of the lost datacenter's nodes, rounded up to whole racks; null: as
 *     {@code targetNodeCount} says, or as many
 * @param planB what to do when the standby cannot grow as asked; null: fewer nodes
 */
public record FailoverTerms(
        Duration rto,
        Duration rpo,
        AllowedHours hours,
        Duration block,
        List<Hook> hooks,
        ClientConsistency consistency,
        PlanB planB,
        Integer targetPercent) {
    public static final FailoverTerms NONE = new FailoverTerms(null, null, null, null, List.of(), null, null);

    /** As many nodes as the policy says otherwise. */
    public FailoverTerms(
            Duration rto,
            Duration rpo,
            AllowedHours hours,
            Duration block,
            List<Hook> hooks,
            ClientConsistency consistency,
            PlanB planB) {
        this(rto, rpo, hours, block, hooks, consistency, planB, null);
    }

    public FailoverTerms {
        hooks = Require.list("hooks", hooks);
        Require.distinct("hooks", hooks, Hook::name);
    }

    /**
     * Outside of them a person is asked; a person's word counts at any hour.
     *
     * @param windows times that come again and again
     * @param timeZone of the windows, an IANA name; null: UTC
     */
    public record AllowedHours(List<AutoscalePolicy.Window> windows, String timeZone) {
        public AllowedHours {
            windows = Require.notEmpty("windows", windows);
            timeZone = timeZone == null ? "UTC" : timeZone;
        }
    }

    /**
     * An HTTP endpoint that takes a POST.
     *
     * @param name unique within the policy
     * @param url http or https; it is shown to whoever may read the policy, so it should hold no secret
     * @param timeout of one call; null: 5 s
     * @param required whether a person is asked when a {@link Moment#BEFORE} hook gives no answer that says yes or no; null: no, the
     *     failover goes on. An answer 409 is a veto in any case
     */
    public record Hook(String name, Moment moment, String url, Duration timeout, Boolean required) {
        private static final Duration TIMEOUT_DEFAULT = Duration.ofSeconds(5);

        public Hook {
            Require.identifier("name", name);
            Require.present("moment", moment);
            Require.text("url", url);
            timeout = timeout == null ? TIMEOUT_DEFAULT : timeout;
            required = required != null && required;
        }
    }

    /** When a hook is called. */
    public enum Moment {
        /** Before Aeneas fails over by itself; it may veto. */
        BEFORE,
        /** When clients were shifted, and when the run ended, whoever began it. */
        AFTER
    }

    /**
     * Cassandra's names of the levels of clients.
     *
     * @param before in quiet times; null: not told
     * @param during from the shift until the lost region is well again, instead of levels that need every datacenter; null: LOCAL_QUORUM
     */
    public record ClientConsistency(Levels before, Levels during) {}

    /** A level for writes and one for reads, by Cassandra's names. */
    public record Levels(String write, String read) {
        public Levels {
            Require.text("write", write);
            Require.text("read", read);
        }
    }

    /**
     * What to try, in this order, when scaling refuses or fails to grow the standby as asked.
     *
     * @param skus other sizes for as many nodes
     * @param fewerNodes whether fewer nodes are tried then; null: yes
     */
    public record PlanB(List<Sku> skus, Boolean fewerNodes) {
        public static final PlanB FEWER_NODES = new PlanB(List.of(), true);

        public PlanB {
            skus = Require.list("skus", skus);
            fewerNodes = fewerNodes == null || fewerNodes;
        }
    }
}
