package dev.aeneas.provisioning.cluster;

import dev.aeneas.contracts.AutoReplicate;
import dev.aeneas.contracts.ClusterName;
import dev.aeneas.contracts.ClusterTopology;
import dev.aeneas.contracts.ClusterTopology.Datacenter;
import dev.aeneas.contracts.DatacenterCondition;
import dev.aeneas.contracts.DatacenterName;
import dev.aeneas.contracts.NodeSetup;
import dev.aeneas.contracts.ProvisioningEvent.ProviderOfferChanged;
import dev.aeneas.provisioning.fault.Fault;
import dev.aeneas.provisioning.operation.Operation;
import dev.aeneas.provisioning.step.ThrottleLimits;
import dev.aeneas.provisioning.step.TopologyLock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A cluster as its process keeps it.
 *
 * @param deleted the name is free again; the history stays for whoever asks about an operation
 * @param active the operation that runs; null when none does
 * @param history operations that ended, the newest first, a bounded number
 * @param throttlesBefore by node: what to put back, for the nodes whose throttles are lifted
 * @param setups by node: what it is started with, where that is not the provider's own
 * @param fault the newest one, over or not; null: there was none
 * @param conditions by datacenter: what its provider last told that is not as it should be; datacenters that are well are left out
 * @param offer what was told last of what its provider has for it; null: nothing yet
 */
public record Cluster(
        ClusterTopology topology,
        AutoReplicate autoReplicate,
        boolean deleted,
        boolean deallocated,
        TopologyLock lock,
        Operation active,
        List<Operation> history,
        Map<String, ThrottleLimits> throttlesBefore,
        Map<String, NodeSetup> setups,
        Fault fault,
        Map<String, List<DatacenterCondition>> conditions,
        ProviderOfferChanged offer) {
    private static final int HISTORY_MAX = 20;

    public Cluster {
        history = List.copyOf(history);
        throttlesBefore = throttlesBefore == null ? Map.of() : Map.copyOf(throttlesBefore);
        setups = setups == null ? Map.of() : Map.copyOf(setups);
        conditions = conditions == null ? Map.of() : Map.copyOf(conditions);
    }

    /** A new cluster, after the one of that name which was deleted before: revisions and epochs go on. */
    static Cluster create(ClusterName name, AutoReplicate autoReplicate, Optional<Cluster> before) {
        return new Cluster(
                before.map(Cluster::topology).orElse(new ClusterTopology(name, 0, List.of())),
                autoReplicate,
                false,
                false,
                before.map(Cluster::lock).orElse(TopologyLock.FREE),
                null,
                before.map(Cluster::history).orElse(List.of()),
                Map.of(),
                Map.of(),
                null,
                Map.of(),
                null);
    }

    public ClusterName name() {
        return topology.cluster();
    }

    public Optional<Datacenter> datacenter(DatacenterName name) {
        return topology.datacenter(name);
    }

    /** An operation by its id, whether it runs or has ended. */
    public Optional<Operation> operation(String id) {
        return operations().stream()
                .filter(operation -> operation.id().equals(id))
                .findFirst();
    }

    /** Every operation that is remembered, the newest first. */
    public List<Operation> operations() {
        return Stream.concat(Stream.ofNullable(active), history.stream()).toList();
    }

    /** The datacenters that the active operation is about. */
    public List<Datacenter> targets() {
        return topology.datacenters().stream()
                .filter(d -> active.datacenter() == null || d.datacenter().equals(active.datacenter()))
                .toList();
    }

    Cluster withDatacenters(List<Datacenter> changed) {
        var newer = new ClusterTopology(name(), topology.revision() + 1, changed);
        return with(next -> next.topology = newer);
    }

    Cluster withLock(TopologyLock changed) {
        return with(next -> next.lock = changed);
    }

    Cluster withActive(Operation changed) {
        return with(next -> next.active = changed);
    }

    /** The operation takes the lock and runs. */
    Cluster begin(Operation operation) {
        return withLock(lock.take(operation.id(), null)).withActive(operation);
    }

    /** The operation has ended: the lock is free. */
    Cluster finish(Operation ended) {
        var remembered = new ArrayList<Operation>(List.of(ended));
        history.stream().limit(HISTORY_MAX - 1L).forEach(remembered::add);
        return with(next -> {
            next.lock = lock.release();
            next.active = null;
            next.history = remembered;
        });
    }

    Cluster withDeallocated(boolean changed) {
        return with(next -> next.deallocated = changed);
    }

    Cluster markDeleted() {
        return with(next -> {
            next.deleted = true;
            next.deallocated = false;
            next.throttlesBefore = Map.of();
            next.setups = Map.of();
            next.fault = null;
            next.conditions = Map.of();
            next.offer = null;
        });
    }

    /** Remembers limits for nodes of which none are remembered: the first ones are those to put back. */
    Cluster remembering(Map<String, ThrottleLimits> limits) {
        var all = new HashMap<>(limits);
        all.putAll(throttlesBefore);
        return withThrottlesBefore(all);
    }

    Cluster forgettingThrottlesOf(List<String> nodes) {
        var rest = new HashMap<>(throttlesBefore);
        nodes.forEach(rest::remove);
        return withThrottlesBefore(rest);
    }

    private Cluster withThrottlesBefore(Map<String, ThrottleLimits> changed) {
        return with(next -> next.throttlesBefore = changed);
    }

    Cluster withFault(Fault changed) {
        return with(next -> next.fault = changed);
    }

    public Optional<Fault> openFault() {
        return Optional.ofNullable(fault).filter(Fault::open);
    }

    /** The newest fault, if that is its id. */
    public Optional<Fault> fault(String id) {
        return Optional.ofNullable(fault).filter(known -> known.id().equals(id));
    }

    /** What is not as it should be with a datacenter, as far as its provider tells. */
    public List<DatacenterCondition> conditions(DatacenterName datacenter) {
        return conditions.getOrDefault(datacenter.value(), List.of());
    }

    Cluster withConditions(DatacenterName datacenter, List<DatacenterCondition> told) {
        var changed = new HashMap<>(conditions);
        if (told.isEmpty()) {
            changed.remove(datacenter.value());
        } else {
            changed.put(datacenter.value(), told);
        }
        return with(next -> next.conditions = changed);
    }

    Cluster withOffer(ProviderOfferChanged told) {
        return with(next -> next.offer = told);
    }

    public NodeSetup setup(String node) {
        return setups.getOrDefault(node, NodeSetup.DEFAULT);
    }

    /** The setup that most nodes of a datacenter have: what another node of it is to get. */
    public NodeSetup usualSetup(DatacenterName datacenter) {
        return datacenter(datacenter).stream()
                .flatMap(d -> d.nodes().stream())
                .collect(Collectors.groupingBy(node -> setup(node.name()), Collectors.counting()))
                .entrySet()
                .stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(NodeSetup.DEFAULT);
    }

    Cluster settingUp(Collection<String> nodes, NodeSetup setup) {
        var changed = new HashMap<>(setups);
        nodes.forEach(node -> changed.put(node, setup));
        changed.values().removeIf(NodeSetup.DEFAULT::equals);
        return with(next -> next.setups = changed);
    }

    private Cluster with(Consumer<Draft> change) {
        var next = new Draft(this);
        change.accept(next);
        return next.cluster();
    }

    /** The same cluster, to be changed in some of its parts. */
    private static final class Draft {
        private ClusterTopology topology;
        private final AutoReplicate autoReplicate;
        private boolean deleted;
        private boolean deallocated;
        private TopologyLock lock;
        private Operation active;
        private List<Operation> history;
        private Map<String, ThrottleLimits> throttlesBefore;
        private Map<String, NodeSetup> setups;
        private Fault fault;
        private Map<String, List<DatacenterCondition>> conditions;
        private ProviderOfferChanged offer;

        Draft(Cluster from) {
            topology = from.topology;
            autoReplicate = from.autoReplicate;
            deleted = from.deleted;
            deallocated = from.deallocated;
            lock = from.lock;
            active = from.active;
            history = from.history;
            throttlesBefore = from.throttlesBefore;
            setups = from.setups;
            fault = from.fault;
            conditions = from.conditions;
            offer = from.offer;
        }

        Cluster cluster() {
            return new Cluster(
                    topology,
                    autoReplicate,
                    deleted,
                    deallocated,
                    lock,
                    active,
                    history,
                    throttlesBefore,
                    setups,
                    fault,
                    conditions,
                    offer);
        }
    }
}
