package dev.aeneas.failover.adapter.wire;

import java.time.Duration;

/** What came of asking a node. */
public sealed interface Reply {
    /** A frame, without its header. */
    final class Frame implements Reply {
        private final int opcode;
        private final byte[] body;
        private final Duration took;

        Frame(int opcode, byte[] body, Duration took) {
            this.opcode = opcode;
            this.body = body;
            this.took = took;
        }

        public int opcode() {
            return opcode;
        }

        /** Not to be changed. */
        public byte[] body() {
            return body;
        }

        /** From the moment that the node was really asked until the answer was found. */
        public Duration took() {
            return took;
        }
    }

    /** The host is there, the node is not: nothing listens, or it hung up. */
    record Refused(String reason) implements Reply {}

    /** It answers, and is not spoken with: another certificate than expected, TLS where none was, or none where it should be. */
    record Distrusted(String reason) implements Reply {}

    /** Nothing within the bound. */
    record Silent() implements Reply {}

    /** An answer after the silence was told: slow, and not dead. Told only where somebody has the patience for it. */
    record Late() implements Reply {}
}
