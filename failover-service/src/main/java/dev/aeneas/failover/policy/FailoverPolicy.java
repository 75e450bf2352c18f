package dev.aeneas.failover.policy;

import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.FailoverCommand.Mode;
import dev.aeneas.contracts.FailoverCommand.OnDegraded;
import dev.aeneas.contracts.FailoverCommand.SetFailoverPolicy;
import dev.aeneas.contracts.FailoverTerms;
import dev.aeneas.contracts.FailoverTerms.ClientConsistency;
import dev.aeneas.contracts.FailoverTerms.Levels;
import dev.aeneas.contracts.FailoverTerms.PlanB;
import dev.aeneas.contracts.Sku;
import java.util.Optional;

/**
 * A cluster's policy.
 *
 * @param targetNodeCount what the standby grows to; null: as many as the primary has
 * @param targetSku the size it grows to; null: the primary's
 * @param onDegraded what follows when the primary's region answers and serves no writes
 * @param terms what it promises, allows and asks for
 */
public record FailoverPolicy(
        Mode mode,
        DatacenterName primary,
        DatacenterName standby,
        Integer targetNodeCount,
        Sku targetSku,
        OnDegraded onDegraded,
        FailoverTerms terms) {
    /** What one datacenter can answer alone, and what the repair inside it makes true again. */
    private static final Levels LOCAL = new Levels("LOCAL_QUORUM", "LOCAL_QUORUM");

    public FailoverPolicy {
        // one that was stored before there was a choice
        onDegraded = onDegraded == null ? OnDegraded.ASK : onDegraded;
        terms = terms == null ? FailoverTerms.NONE : terms;
    }

    /** As it is, with these roles. */
    public FailoverPolicy led(DatacenterName newPrimary, DatacenterName newStandby) {
        return new FailoverPolicy(mode, newPrimary, newStandby, targetNodeCount, targetSku, onDegraded, terms);
    }

    public static FailoverPolicy of(SetFailoverPolicy command) {
        return new FailoverPolicy(
                command.mode(),
                command.primary(),
                command.standby(),
                command.targetNodeCount(),
                command.targetSku(),
                command.onDegraded(),
                command.terms());
    }

    /** What clients step down to where their own levels need every datacenter. */
    public Levels levelsDuring() {
        return Optional.ofNullable(terms.consistency())
                .map(ClientConsistency::during)
                .orElse(LOCAL);
    }

    /** What clients use in quiet times; empty: nobody said. */
    public Optional<Levels> levelsBefore() {
        return Optional.ofNullable(terms.consistency()).map(ClientConsistency::before);
    }

    public PlanB planB() {
        return terms.planB() == null ? PlanB.FEWER_NODES : terms.planB();
    }
}
