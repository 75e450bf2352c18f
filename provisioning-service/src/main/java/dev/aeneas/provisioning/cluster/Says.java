package dev.aeneas.provisioning.cluster;

import dev.aeneas.contracts.Message;
import dev.aeneas.contracts.ProvisioningEvent.TopologyChanged;
import dev.aeneas.platform.process.Decision;
import java.util.ArrayList;
import java.util.List;

/** Collects what is to be said, in order, and tells of changed machines first. */
final class Says {
    private final List<Message> messages = new ArrayList<>();

    Says and(Message message) {
        messages.add(message);
        return this;
    }

    /** The decision; with the new topology when it is another one than before. */
    Decision<Cluster> from(Cluster before, Cluster after) {
        if (after.topology().revision() != before.topology().revision()) {
            messages.add(0, new TopologyChanged(after.name(), after.topology()));
        }
        return new Decision<>(after, messages);
    }
}
