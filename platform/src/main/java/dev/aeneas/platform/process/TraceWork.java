package dev.aeneas.platform.process;

/** Keeps a trace of long work, so that it and what its report leads to are seen under the request that asked for it. */
@FunctionalInterface
public interface TraceWork {
    /** Where nobody looks: the trace goes on through the work as if it were not there. */
    TraceWork NOWHERE = (process, work, parent) -> new Traced() {
        @Override
        public String trace() {
            return parent;
        }

        @Override
        public void failed(Exception cause) {
            // nobody looks
        }

        @Override
        public void close() {
            // nothing was opened
        }
    };

    /**
     * Begins; whoever calls it works in the same thread and closes what it gets.
     *
     * @param parent the trace of the input that asked for the work; null: it begins one
     */
    Traced begin(ProcessId process, Work work, String parent);

    /** One piece of work, from its beginning to its report. */
    interface Traced extends AutoCloseable {
        /** What the report belongs to; null where nobody traces. */
        String trace();

        void failed(Exception cause);

        @Override
        void close();
    }
}
