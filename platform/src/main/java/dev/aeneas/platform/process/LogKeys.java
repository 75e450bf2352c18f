package dev.aeneas.platform.process;

import java.util.List;
import java.util.Map;
import org.slf4j.MDC;

/** The agreed keys of log lines: the message says what, these say who. Every line of JSON carries those that are known. */
public final class LogKeys {
    /** The managed cluster. */
    public static final String CLUSTER_ID = "clusterId";

    /** The kind of process, e.g. {@code scale-run}; beside it {@link #RUN_ID}. */
    public static final String PROCESS = "process";

    public static final String RUN_ID = "runId";

    /** The piece of work, as its key says. */
    public static final String STEP = "step";

    /** The message that is handled. */
    public static final String MESSAGE_ID = "messageId";

    /** Shared by everything that one request led to. */
    public static final String CORRELATION_ID = "correlationId";

    /** As in the traces; OpenTelemetry adds {@code spanId}. */
    public static final String TRACE_ID = "traceId";

    /** Whoever asked a gateway. */
    public static final String CALLER = "caller";

    /** All of them. */
    public static final List<String> ALL =
            List.of(CLUSTER_ID, PROCESS, RUN_ID, STEP, MESSAGE_ID, CORRELATION_ID, TRACE_ID, CALLER);

    private LogKeys() {}

    /** While it does, every line of this thread says who. */
    public static void saying(Map<String, String> who, Runnable doing) {
        who.forEach(MDC::put);
        try {
            doing.run();
        } finally {
            who.keySet().forEach(MDC::remove);
        }
    }
}
