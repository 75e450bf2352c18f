package dev.aeneas.provisioning.adapter.kubernetes;

import dev.aeneas.contracts.DatacenterCondition;
import dev.aeneas.provisioning.adapter.kubernetes.ReadDatacenter.Known;
import dev.aeneas.provisioning.machine.DatacenterConditions;
import dev.aeneas.provisioning.machine.DatacenterSight;
import dev.aeneas.provisioning.machine.DatacenterSight.State;
import dev.aeneas.provisioning.machine.RegionUnreachable;
import dev.aeneas.provisioning.operation.ProvisioningFailed;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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

    private final Map<String, Newest> newest = new HashMap<>();
    private final Set<String> leaving = new HashSet<>();
    private final Map<String, Map<String, String>> deletedByHand = new HashMap<>();
    private RegionInformers informers;
    /** Until the region was heard, or did not answer, nothing is said of it: neither good nor bad. */
    private boolean tried;

    private DatacenterCondition trouble;
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

    /**
     * The newest generation of a resource that is known of, by its order or by its sight, whichever came first.
     *
     * @param since when that was
     */
    private record Newest(String uid, String created, long generation, Map<String, String> labels, Instant since) {
        static Newest of(GenericKubernetesResource resource, Instant since) {
            var metadata = resource.getMetadata();
            return new Newest(
                    Objects.requireNonNullElse(metadata.getUid(), ""),
                    Objects.requireNonNullElse(metadata.getCreationTimestamp(), ""),
                    Objects.requireNonNullElse(metadata.getGeneration(), 0L),
                    Objects.requireNonNullElse(metadata.getLabels(), Map.of()),
                    since);
        }

        boolean olderThan(Newest other) {
            return uid.equals(other.uid) ? generation < other.generation : created.compareTo(other.created) <= 0;
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
                troubled(null);
            }
        } catch (RegionUnreachable e) {
            troubled(unreachable(e.getMessage() + "; what is told of it was seen before"));
        } catch (ProvisioningFailed e) {
            troubled(new DatacenterCondition(e.error().code(), e.error().message(), api.region()));
        }
        synchronized (this) {
            // time alone makes an operator silent
            notifyAll();
        }
    }

    private DatacenterCondition unreachable(String why) {
        return new DatacenterCondition(DatacenterConditions.API_UNREACHABLE, why, api.region());
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
            trouble = unreachable("no change was heard of for " + opens + ", and all is asked anew");
            watchedAt = System.nanoTime();
        }
        return informers.synced();
    }

    @Override
    public void seen(GenericKubernetesResource datacenter) {
        var name = datacenter.getMetadata().getName();
        synchronized (this) {
            known(datacenter);
        }
        touched(name);
    }

    @Override
    public void gone(GenericKubernetesResource datacenter) {
        var name = datacenter.getMetadata().getName();
        synchronized (this) {
            var last = newest.get(name);
            if (last != null && !last.uid().equals(datacenter.getMetadata().getUid())) {
                // it was followed by another of its name
                return;
            }
            forget(name);
        }
        touched(name);
    }

    @Override
    public void touched(String name) {
        synchronized (this) {
            notifyAll();
            if (!tried) {
                return;
            }
        }
        listener.changed(api.region(), name);
    }

    @Override
    public void synced() {
        listener.synced(api.region());
    }

    private Newest known(GenericKubernetesResource resource) {
        var name = resource.getMetadata().getName();
        var found = Newest.of(resource, clock.instant());
        deletedByHand.remove(name);
        return newest.merge(name, found, (before, after) -> before.olderThan(after) ? after : before);
    }

    private void forget(String name) {
        var last = newest.remove(name);
        if (!leaving.remove(name) && last != null) {
            deletedByHand.put(name, last.labels());
        }
    }

    /** An order was taken: what is seen of an older generation is late, and the operator is to take notice from now on. */
    synchronized void ordered(GenericKubernetesResource taken) {
        leaving.remove(taken.getMetadata().getName());
        known(taken);
    }

    /** A deletion was taken: the datacenter is there until we hear that it went. */
    synchronized void leaving(String name) {
        leaving.add(name);
    }

    /** What went between two lists, or while nobody watched, tells nobody that it went. */
    private void forgetWhatWent() {
        Map<String, Optional<Newest>> unseen = new HashMap<>();
        synchronized (this) {
            Stream.concat(newest.keySet().stream(), leaving.stream())
                    .filter(name -> informers.datacenter(name).isEmpty())
                    .forEach(name -> unseen.put(name, Optional.ofNullable(newest.get(name))));
        }
        unseen.forEach((name, last) -> {
            if (api.exists(RegionApi.DATACENTERS, name)) {
                return;
            }
            synchronized (this) {
                if (!Optional.ofNullable(newest.get(name)).equals(last)) {
                    // it was ordered meanwhile
                    return;
                }
                forget(name);
            }
            touched(name);
        });
    }

    private void troubled(DatacenterCondition now) {
        List<String> names = List.of();
        synchronized (this) {
            boolean another = !tried
                    || !Objects.equals(
                            Optional.ofNullable(trouble)
                                    .map(DatacenterCondition::code)
                                    .orElse(null),
                            Optional.ofNullable(now)
                                    .map(DatacenterCondition::code)
                                    .orElse(null));
            tried = true;
            trouble = now;
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
        if (trouble == null) {
            return sight;
        }
        var conditions = new ArrayList<DatacenterCondition>();
        conditions.add(trouble);
        conditions.addAll(sight.conditions());
        return sight.with(conditions);
    }

    private DatacenterSight read(GenericKubernetesResource resource) {
        var name = resource.getMetadata().getName();
        // that it was seen may not have been told yet
        var last = known(resource);
        boolean late = Newest.of(resource, last.since()).olderThan(last);
        return read.read(
                new Known(resource, late, last.since(), informers.waiting(name), informers.refused(name)),
                clock.instant());
    }

    private DatacenterSight absent(String name) {
        if (!tried || trouble != null) {
            return new DatacenterSight(State.UNKNOWN, false, List.of(), List.of());
        }
        if (leaving.contains(name) || newest.containsKey(name)) {
            return new DatacenterSight(State.WORKING, false, List.of(), List.of());
        }
        var conditions = deletedByHand.containsKey(name)
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
        if (!tried) {
            return List.of();
        }
        return Stream.concat(
                        informers.datacenters().map(resource -> resource.getMetadata()
                                .getName()),
                        deletedByHand.keySet().stream())
                .distinct()
                .toList();
    }

    /** Of one of {@link #names}; none of any other. */
    synchronized Map<String, String> labels(String name) {
        return informers
                .datacenter(name)
                .map(resource -> resource.getMetadata().getLabels())
                .orElse(deletedByHand.getOrDefault(name, Map.of()));
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
