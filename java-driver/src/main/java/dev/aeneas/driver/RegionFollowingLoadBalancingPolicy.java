package dev.aeneas.driver;

import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverExecutionProfile;
import com.datastax.oss.driver.api.core.context.DriverContext;
import com.datastax.oss.driver.api.core.loadbalancing.LoadBalancingPolicy;
import com.datastax.oss.driver.api.core.metadata.Node;
import com.datastax.oss.driver.api.core.metadata.NodeState;
import com.datastax.oss.driver.api.core.session.Request;
import com.datastax.oss.driver.api.core.session.Session;
import com.datastax.oss.driver.api.core.tracker.RequestTracker;
import com.datastax.oss.driver.internal.core.context.InternalDriverContext;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends requests to the datacenter where Aeneas says that clients belong, and to no other.
 *
 * <p>Named in the driver's configuration as {@code basic.load-balancing-policy.class}; options: {@link AeneasOption}.
 */
public final class RegionFollowingLoadBalancingPolicy implements LoadBalancingPolicy {
    private static final Logger LOG = LoggerFactory.getLogger(RegionFollowingLoadBalancingPolicy.class);

    private final InternalDriverContext context;
    private final String profileName;
    private final DriverExecutionProfile profile;
    private final RoutingFollower follower;
    private final Optional<ConsistencyStepper> stepper;
    private final ForwardingTracker tracker = new ForwardingTracker();
    private final Map<UUID, Node> nodes = new ConcurrentHashMap<>();
    private Distances distances;
    private volatile DatacenterPolicy active;

    /** As the driver creates it. */
    public RegionFollowingLoadBalancingPolicy(DriverContext context, String profileName) {
        this.context = (InternalDriverContext) context;
        this.profileName = profileName;
        this.profile = context.getConfig().getProfile(profileName);
        this.follower = new RoutingFollower(FollowerSettings.of(profile), this::follow);
        this.stepper = ConsistencyStepper.of(this.context, profile);
    }

    @Override
    public Optional<RequestTracker> getRequestTracker() {
        return Optional.of(tracker);
    }

    @Override
    public void init(Map<UUID, Node> known, DistanceReporter reporter) {
        follower.start();
        var routing = follower.await(profile.getDuration(patience()));
        synchronized (this) {
            nodes.putAll(known);
            distances = new Distances(reporter, profile.getInt(AeneasOption.WARM_NODES));
            // a change may have come since
            shift(follower.newest().or(() -> routing).orElseGet(this::configured));
        }
    }

    /** Short where there is something else to go by, since a region may be dead; a busy machine takes longer than that for a first answer. */
    private AeneasOption patience() {
        boolean otherwise =
                follower.newest().isPresent() || profile.isDefined(DefaultDriverOption.LOAD_BALANCING_LOCAL_DATACENTER);
        return otherwise ? AeneasOption.STARTUP_TIMEOUT : AeneasOption.FIRST_START_TIMEOUT;
    }

    private ClientRouting configured() {
        var option = DefaultDriverOption.LOAD_BALANCING_LOCAL_DATACENTER;
        if (!profile.isDefined(option)) {
            throw new IllegalStateException("No gateway of datastax-java-driver." + AeneasOption.GATEWAYS.getPath()
                    + " tells where clients belong, no routing is remembered in "
                    + AeneasOption.ROUTING_FILE.getPath() + ", and " + option.getPath() + " is not set");
        }
        return new ClientRouting(profile.getString(option), 0, null);
    }

    /** Before init there is nothing to shift: it asks for the newest itself. */
    private synchronized void follow(ClientRouting routing) {
        if (distances != null) {
            shift(routing);
        }
    }

    private void shift(ClientRouting routing) {
        stepper.ifPresent(s -> s.step(routing.steppedTo()));
        if (active != null && active.datacenter().equals(routing.datacenter())) {
            return;
        }
        var next = new DatacenterPolicy(context, profileName, routing.datacenter());
        next.init(Map.copyOf(nodes), (node, distance) -> {});
        distances.report(nodes.values(), routing.datacenter());
        tracker.follow(next);
        active = next;
        LOG.info("Requests go to datacenter {} (epoch {})", routing.datacenter(), routing.epoch());
    }

    @Override
    public Queue<Node> newQueryPlan(Request request, Session session) {
        var plan = active.newQueryPlan(request, session);
        return request == null && session == null ? withAllOthers(plan) : plan;
    }

    /** The driver's own connection may be anywhere: with a datacenter lost and no word yet, it must find a living node. */
    private Queue<Node> withAllOthers(Queue<Node> plan) {
        var all = new ArrayDeque<Node>();
        for (var node = plan.poll(); node != null; node = plan.poll()) {
            all.add(node);
        }
        nodes.values().stream()
                .filter(n -> n.getState() != NodeState.DOWN && !all.contains(n))
                .forEach(all::add);
        return all;
    }

    @Override
    public synchronized void onAdd(Node node) {
        seen(node);
        active.onAdd(node);
    }

    @Override
    public synchronized void onUp(Node node) {
        seen(node);
        active.onUp(node);
    }

    private void seen(Node node) {
        nodes.put(node.getHostId(), node);
        distances.report(nodes.values(), active.datacenter());
    }

    @Override
    public synchronized void onDown(Node node) {
        active.onDown(node);
    }

    @Override
    public synchronized void onRemove(Node node) {
        nodes.values().remove(node);
        active.onRemove(node);
    }

    @Override
    public void close() {
        follower.close();
        stepper.ifPresent(ConsistencyStepper::close);
    }
}
