package dev.aeneas.platform.process;

import dev.aeneas.contracts.Envelope;
import java.util.List;

/** Sends messages to their topics. */
@FunctionalInterface
public interface PublishMessages {
    /**
     * Returns when every message is stored by the broker, in order.
     *
     * @throws Unavailable when that took longer than the bound; some may have been sent
     */
    void publish(List<Envelope> messages);

    /** The broker did not answer in time. */
    final class Unavailable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Unavailable(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
