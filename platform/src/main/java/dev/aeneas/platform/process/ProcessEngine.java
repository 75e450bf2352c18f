package dev.aeneas.platform.process;

import dev.aeneas.contracts.Envelope;
import dev.aeneas.contracts.InvalidField;
import dev.aeneas.contracts.Message;
import dev.aeneas.contracts.WireFormat;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Takes inputs to the processes that they concern: decide, record, publish, in that order.
 *
 * <p>The messages of a version are published before the next version exists: nothing is decided on an entry whose messages
 * may not be out. So an input that comes again, because whoever took it died before acknowledging it, finds either its
 * messages out or publishes them; the runner's sweep does the same for what nobody delivers again.
 */
public final class ProcessEngine {
    /** More conflicts in a row than this mean that something else is wrong. */
    private static final int CONFLICTS_MAX = 50;

    private static final int TURNS = 256;

    private final URI source;
    private final Map<String, ProcessKind<?>> kinds;
    private final Journal journal;
    private final PublishMessages publisher;
    private final InstantSource clock;

    /** The version of each open process whose messages are known to be published. */
    private final Map<ProcessId, Long> settled = new ConcurrentHashMap<>();

    private final Object[] turns = Stream.generate(Object::new).limit(TURNS).toArray();

    private volatile Listener listener = (process, state) -> {};

    public ProcessEngine(
            URI source, List<ProcessKind<?>> kinds, Journal journal, PublishMessages publisher, InstantSource clock) {
        this.source = source;
        // in one order, so that a seed of a simulation tells the same story again
        this.kinds = new TreeMap<>(kinds.stream().collect(Collectors.toMap(ProcessKind::name, Function.identity())));
        this.journal = journal;
        this.publisher = publisher;
        this.clock = clock;
    }

    /** Is told of every state that this engine records. */
    public interface Listener {
        void changed(ProcessId process, Object state);
    }

    public void setListener(Listener listener) {
        this.listener = listener;
    }

    InstantSource clock() {
        return clock;
    }

    /** A state whose messages are published. */
    record Settled<S>(long version, S state) {}

    /** The newest state of a process, after what it recorded last is published. */
    <S> Optional<Settled<S>> settle(ProcessKind<S> kind, ProcessId process) {
        return inTurn(process, () -> journal.load(process)
                .map(entry -> new Settled<>(entry.version(), settle(kind, process, entry))));
    }

    /** Delivers a message to every process that it concerns; returns what they said on it. */
    public List<Message> handle(Received<?> input) {
        var said = new ArrayList<Message>();
        for (var kind : kinds.values()) {
            kind.route(input.body()).ifPresent(process -> said.addAll(deliver(process, input)));
        }
        return said;
    }

    /** Delivers an input to one process; returns what it said on it. */
    public List<Message> deliver(ProcessId process, Received<?> input) {
        return deliver(kind(process), process, input);
    }

    /** Delivers what a process itself waits for, a wake or a worker's report; it belongs to the request at hand. */
    public List<Message> report(ProcessId process, String inputId, Object body) {
        return report(process, inputId, traceOf(process).orElse(null), body);
    }

    /** As {@link #report(ProcessId, String, Object)}, as a part of that trace. */
    List<Message> report(ProcessId process, String inputId, String trace, Object body) {
        var correlationId =
                journal.load(process).map(Journal.Entry::correlationId).orElse(inputId);
        return deliver(process, new Received<>(inputId, correlationId, clock.instant(), trace, body));
    }

    /** The trace of the newest input, which what the process does next belongs to. */
    Optional<String> traceOf(ProcessId process) {
        return journal.load(process).map(Journal.Entry::trace);
    }

    /** A state and its version, by which {@link #open} tells whether there is a newer one. */
    public record Versioned<S>(long version, S state) {}

    /** The newest state of a process. */
    public <S> Optional<S> find(ProcessKind<S> kind, String id) {
        return findVersioned(kind, id).map(Versioned::state);
    }

    /** The newest state of a process, with its version. */
    public <S> Optional<Versioned<S>> findVersioned(ProcessKind<S> kind, String id) {
        return journal.load(new ProcessId(kind.name(), id))
                .map(entry -> new Versioned<>(entry.version(), state(kind, entry)));
    }

    /** The version of each process of a kind that may not be closed; for whoever looks often, cheaper than the states. */
    public Map<String, Long> open(ProcessKind<?> kind) {
        return journal.open().stream()
                .filter(open -> open.process().kind().equals(kind.name()))
                .collect(Collectors.toMap(open -> open.process().id(), Journal.Open::version));
    }

    /** The newest states of every process of a kind, closed ones too. */
    public <S> List<S> findAll(ProcessKind<S> kind) {
        return journal.all(kind.name()).stream()
                .flatMap(id -> find(kind, id).stream())
                .toList();
    }

    private ProcessKind<?> kind(ProcessId process) {
        var kind = kinds.get(process.kind());
        if (kind == null) {
            throw new IllegalArgumentException("no kind of process is called " + process.kind());
        }
        return kind;
    }

    private <S> List<Message> deliver(ProcessKind<S> kind, ProcessId process, Received<?> input) {
        for (int attempt = 0; attempt < CONFLICTS_MAX; attempt++) {
            var said = inTurn(process, () -> tryToDeliver(kind, process, input));
            if (said.isPresent()) {
                return said.get();
            }
        }
        throw new IllegalStateException(process + ": " + CONFLICTS_MAX + " conflicting writes in a row");
    }

    /** Empty when another replica wrote in between. */
    private <S> Optional<List<Message>> tryToDeliver(ProcessKind<S> kind, ProcessId process, Received<?> input) {
        var entry = journal.load(process);
        var state = entry.map(newest -> settle(kind, process, newest));
        var recorded = journal.recorded(process, input.id());
        if (recorded.isPresent()) {
            return Optional.of(bodies(recorded.get())); // decided before, and settling has seen to it that all is said
        }
        var decision = kind.decide(state, input);
        if (decision.isEmpty()) {
            return Optional.of(List.of());
        }
        var messages = envelopes(process, input, decision.get().messages());
        S next = decision.get().state();
        if (next == null) {
            publish(messages); // a missing process stays missing; deciding again says the same again
            return Optional.of(bodies(messages));
        }
        var append = append(kind, entry, next, input, messages);
        if (!journal.append(process, append)) {
            return Optional.empty();
        }
        publish(messages);
        settled(kind, process, append.version(), next);
        listener.changed(process, next);
        return Optional.of(bodies(messages));
    }

    /** One at a time for each process: whoever comes next here finds what was recorded also published. */
    private <T> T inTurn(ProcessId process, Supplier<T> work) {
        synchronized (turns[Math.floorMod(process.hashCode(), turns.length)]) {
            return work.get();
        }
    }

    private static <S> Journal.Append append(
            ProcessKind<S> kind, Optional<Journal.Entry> before, S state, Received<?> input, List<Envelope> messages) {
        long version = before.map(Journal.Entry::version).orElse(0L) + 1;
        boolean opens = before.map(entry -> kind.isClosed(state(kind, entry))).orElse(true);
        var json = new String(WireFormat.write(state), StandardCharsets.UTF_8);
        return new Journal.Append(version, json, opens, input, messages);
    }

    /**
     * Publishes what the newest entry recorded, unless this engine knows that it was: whoever recorded it may have died
     * before. So nothing is decided on an entry before its messages are out, and a process is closed only after its last.
     */
    private <S> S settle(ProcessKind<S> kind, ProcessId process, Journal.Entry newest) {
        S state = state(kind, newest);
        if (!Long.valueOf(newest.version()).equals(settled.get(process))) {
            journal.recorded(process, newest.inputId()).ifPresent(this::publish);
            settled(kind, process, newest.version(), state);
        }
        return state;
    }

    private <S> void settled(ProcessKind<S> kind, ProcessId process, long version, S state) {
        if (kind.isClosed(state)) {
            journal.close(process, version);
            settled.remove(process);
        } else {
            settled.put(process, version);
        }
    }

    private void publish(List<Envelope> messages) {
        if (!messages.isEmpty()) {
            publisher.publish(messages);
        }
    }

    private static List<Message> bodies(List<Envelope> messages) {
        return messages.stream().map(Envelope::body).toList();
    }

    private List<Envelope> envelopes(ProcessId process, Received<?> input, List<Message> messages) {
        var envelopes = new ArrayList<Envelope>();
        for (var message : messages) {
            // The id follows from the input, so that the same decision made twice is one message.
            var name = process + "|" + input.id() + "|" + envelopes.size();
            var id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8))
                    .toString();
            envelopes.add(
                    new Envelope(id, source, input.at(), input.correlationId(), input.id(), input.trace(), message));
        }
        return envelopes;
    }

    private static <S> S state(ProcessKind<S> kind, Journal.Entry entry) {
        try {
            return WireFormat.read(entry.state().getBytes(StandardCharsets.UTF_8), kind.stateType());
        } catch (InvalidField e) {
            // not the fault of whoever asks: another version of this service wrote it
            throw new IllegalStateException("the journal holds a " + kind.name() + " that cannot be read", e);
        }
    }
}
