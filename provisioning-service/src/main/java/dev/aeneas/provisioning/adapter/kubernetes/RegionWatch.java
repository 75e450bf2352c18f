package dev.aeneas.provisioning.adapter.kubernetes;

import dev.aeneas.contracts.DatacenterCondition;
import dev.aeneas.provisioning.adapter.kubernetes.KnownResources.Newest;
import dev.aeneas.provisioning.adapter.kubernetes.ReadDatacenter.Known;
import dev.aeneas.provisioning.machine.DatacenterConditions;
import dev.aeneas.provisioning.machine.DatacenterSight;
import dev.aeneas.provisioning.machine.DatacenterSight.State;
import dev.aeneas.provisioning.machine.RegionUnreachable;
import dev.aeneas.provisioning.operation.ProvisioningFailed;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is known of one region's datacenters. Whoever waits is woken by what changes; nothing is asked again and again but
 * for a sign of life.
 */
final class RegionWatch implements RegionInformers.Listener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RegionWatch.class);

    private final RegionApi api;
    private final ReadDatacenter read;
    private final Duration opens;
    private final InstantSource clock;
    private final Listener listener;

    private final KnownResources resources = new KnownResources();
    private RegionInformers informers;
    private Standing standing = new Untried();
    /** By {@link System#nanoTime}: when every change was heard of last, or a watch begun. */
    private long watchedAt = System.nanoTime();

    private boolean closed;

    /** Is told whenever something may be another than before. */
    interface Listener {
        /**
         * A datacenter may be another.
         *
         * @param name of the resource
         */
        void changed(String region, String name);

        /** All is known now that there is: whoever beats need not wait for the next time. */
        void synced(String region);
    }

    /** What holds for all of the region. */
    private sealed interface Standing {
        /** Whether it is the same to those who are told of it. */
        default boolean sameAs(Standing other) {
            return equals(other);
        }
    }

    /** It was neither heard yet nor found silent: nothing is said of it, neither good nor bad. */
    private record Untried() implements Standing {}

    private record Heard() implements Standing {}

    private record Troubled(DatacenterCondition why) implements Standing {
        @Override
        public boolean sameAs(Standing other) {
            return other instanceof Troubled troubled && troubled.why.code().equals(why.code());
        }
    }

    /** @param opens bound for a watch to open, or to open again by itself */
    RegionWatch(RegionApi api, ReadDatacenter read, Duration opens, InstantSource clock, Listener listener) {
        this.api = api;
        this.read = read;
        this.opens = opens;
        this.clock = clock;
        this.listener = listener;
        informers = new RegionInformers(api, this);
    }

    /** Begins to watch as soon as the region answers; called again and again, it sees whether it still does. */
    void beat() {
        try {
            api.ping();
            // before the first lists are there, absent would only mean that nobody has looked
            if (watches()) {
                forgetWhatWent();
                stands(new Heard());
            }
        } catch (RegionUnreachable e) {
            stands(unreachable(e.getMessage() + "; what is told of it was seen before"));
        } catch (ProvisioningFailed e) {
            stands(new Troubled(
                    new DatacenterCondition(e.error().code(), e.error().message(), api.region())));
        }
        synchronized (this) {
            // time alone makes an operator silent
            notifyAll();
        }
    }

    private Troubled unreachable(String why) {
        return new Troubled(new DatacenterCondition(DatacenterConditions.API_UNREACHABLE, why, api.region()));
    }

    /** Whether every list has been seen; begins to watch where nobody does. */
    private synchronized boolean watches() {
        if (closed) {
            return false;
        }
        informers.start();
        if (informers.watching()) {
            watchedAt = System.nanoTime();
        } else if (System.nanoTime() - watchedAt > opens.toNanos()) {
            LOG.warn("Watching region anew: region={}", api.region());
            informers.stop();
            informers = new RegionInformers(api, this);
            informers.start();
            standing = unreachable("no change was heard of for " + opens + ", and all is asked anew");
            watchedAt = System.nanoTime();
        }
        return informers.synced();
    }

    @Override
    public void seen(GenericKubernetesResource datacenter) {
        var name = datacenter.getMetadata().getName();
        synchronized (this) {
            resources.known(datacenter, clock.instant());
        }
        touched(name);
    }

    @Override
    public void gone(GenericKubernetesResource datacenter) {
        var name = datacenter.getMetadata().getName();
        synchronized (this) {
            var uid = datacenter.getMetadata().getUid();
            if (resources.newest(name).filter(last -> !last.uid().equals(uid)).isPresent()) {
                // it was followed by another of its name
                return;
            }
            resources.went(name);
        }
        touched(name);
    }

    @Override
    public void touched(String name) {
        synchronized (this) {
            notifyAll();
            if (closed || standing instanceof Untried) {
                return;
            }
        }
        listener.changed(api.region(), name);
    }

    @Override
    public void synced() {
        listener.synced(api.region());
    }

    /** An order was taken: what is seen of an older generation is late, and the operator is to take notice from now on. */
    synchronized void ordered(GenericKubernetesResource taken) {
        resources.ordered(taken, clock.instant());
    }

    /** It is about to be deleted by us: the datacenter is there until we hear that it went. */
    synchronized void leaves(String name) {
        resources.leaves(name);
    }

    /** The region would not delete it. */
    synchronized void stays(String name) {
        resources.stays(name);
    }

    /** What went between two lists, or while nobody watched, tells nobody that it went. */
    private void forgetWhatWent() {
        Map<String, Optional<Newest>> unseen = new HashMap<>();
        synchronized (this) {
            resources.expected().stream()
                    .filter(name -> informers.datacenter(name).isEmpty())
                    .forEach(name -> unseen.put(name, resources.newest(name)));
        }
        unseen.forEach((name, last) -> {
            if (api.exists(RegionApi.DATACENTERS, name)) {
                return;
            }
            synchronized (this) {
                if (!resources.newest(name).equals(last)) {
                    // it was ordered meanwhile
                    return;
                }
                resources.went(name);
            }
            touched(name);
        });
    }

    private void stands(Standing now) {
        List<String> names = List.of();
        synchronized (this) {
            if (closed) {
                // what we cut off ourselves is no news of the region
                return;
            }
            boolean another = !now.sameAs(standing);
            standing = now;
            if (another) {
                LOG.info("Region: region={} condition={}", api.region(), now);
                names = names();
            }
        }
        names.forEach(name -> listener.changed(api.region(), name));
    }

    /** What is known of a datacenter, by its resource's name. */
    synchronized DatacenterSight sight(String name) {
        var sight = informers.datacenter(name).map(this::read).orElseGet(() -> absent(name));
        return standing instanceof Troubled troubled
                ? sight.with(Stream.concat(Stream.of(troubled.why()), sight.conditions().stream())
                        .toList())
                : sight;
    }

    private DatacenterSight read(GenericKubernetesResource resource) {
        var name = resource.getMetadata().getName();
        // that it was seen may not have been told yet
        var last = resources.known(resource, clock.instant());
        boolean late = Newest.of(resource, last.since()).olderThan(last);
        return read.read(
                new Known(resource, late, last.since(), informers.waiting(name), informers.refused(name)),
                clock.instant());
    }

    private DatacenterSight absent(String name) {
        if (!(standing instanceof Heard)) {
            return new DatacenterSight(State.UNKNOWN, false, List.of(), List.of());
        }
        if (resources.expects(name)) {
            return new DatacenterSight(State.WORKING, false, List.of(), List.of());
        }
        var conditions = resources.deletedByHand().containsKey(name)
                ? List.of(new DatacenterCondition(
                        DatacenterConditions.DELETED_BY_HAND, "somebody else deleted the resource", name))
                : List.<DatacenterCondition>of();
        return new DatacenterSight(State.ABSENT, false, List.of(), conditions);
    }

    /** Returns when the condition holds, or with what was seen last. */
    DatacenterSight await(String name, Predicate<DatacenterSight> condition, Duration bound)
            throws InterruptedException {
        long deadline = System.nanoTime() + bound.toNanos();
        synchronized (this) {
            while (true) {
                var sight = sight(name);
                long left = (deadline - System.nanoTime()) / 1_000_000;
                if (condition.test(sight) || left <= 0) {
                    return sight;
                }
                wait(left);
            }
        }
    }

    /** Names of every datacenter that is there, or that somebody else deleted; none before there is anything to say. */
    synchronized List<String> names() {
        if (standing instanceof Untried) {
            return List.of();
        }
        return Stream.concat(
                        informers.datacenters().map(resource -> resource.getMetadata()
                                .getName()),
                        resources.deletedByHand().keySet().stream())
                .distinct()
                .toList();
    }

    /** Of one of {@link #names}; none of any other. */
    synchronized Map<String, String> labels(String name) {
        return informers
                .datacenter(name)
                .map(resource -> resource.getMetadata().getLabels())
                .orElse(resources.deletedByHand().getOrDefault(name, Map.of()));
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            informers.stop();
        }
        api.close();
    }
}
