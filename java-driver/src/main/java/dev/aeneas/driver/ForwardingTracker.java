package dev.aeneas.driver;

import com.datastax.oss.driver.api.core.config.DriverExecutionProfile;
import com.datastax.oss.driver.api.core.metadata.Node;
import com.datastax.oss.driver.api.core.session.Request;
import com.datastax.oss.driver.api.core.tracker.RequestTracker;

/** Tells the policy of the active datacenter how its nodes answer: the driver asks for a tracker once, before it is known which. */
final class ForwardingTracker implements RequestTracker {
    private volatile RequestTracker active = new RequestTracker() {
        @Override
        public void close() {}
    };

    void follow(RequestTracker tracker) {
        active = tracker;
    }

    @Override
    public void onNodeSuccess(
            Request request, long latencyNanos, DriverExecutionProfile profile, Node node, String prefix) {
        active.onNodeSuccess(request, latencyNanos, profile, node, prefix);
    }

    @Override
    public void onNodeError(
            Request request,
            Throwable error,
            long latencyNanos,
            DriverExecutionProfile profile,
            Node node,
            String prefix) {
        active.onNodeError(request, error, latencyNanos, profile, node, prefix);
    }

    @Override
    public void close() {}
}
