package dev.aeneas.failover.adapter.wire;

/** What came of asking a node. */
public sealed interface Reply {
    /** A frame, without its header. */
    final class Frame implements Reply {
        private final int opcode;
        private final byte[] body;

        Frame(int opcode, byte[] body) {
            this.opcode = opcode;
            this.body = body;
        }

        public int opcode() {
            return opcode;
        }

        /** Not to be changed. */
        public byte[] body() {
            return body;
        }
    }

    /** The host is there, the node is not: nothing listens, or it hung up. */
    record Refused(String reason) implements Reply {}

    /** Nothing within the bound. */
    record Silent() implements Reply {}

    /** An answer after the silence was told: slow, and not dead. Told only where somebody has the patience for it. */
    record Late() implements Reply {}
}
