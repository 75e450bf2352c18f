package dev.aeneas.platform.process;

import dev.aeneas.contracts.Envelope;
import dev.aeneas.contracts.Message;
import dev.aeneas.contracts.WireFormat;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Takes inputs to the processes that they concern: decide, record, publish, in that order.
 *
 * <p>An input that was decided before is not decided again; what it recorded is published again. So whoever delivers an
 * input acknowledges it only after {@link #handle} returned, and delivering it again is the outbox relay. Reports and wakes
 * are not delivered again once they changed the state; what they recorded is published before the next decision, and
 * by the runner's sweep.
 */
public final class ProcessEngine {
    /** More conflicts in a row than this mean that something else is wrong. */
    private static final int CONFLICTS_MAX = 50;

    private final URI source;
    private final Map<String, ProcessKind<?>> kinds;
    private final Journal journal;
    private final PublishMessages publisher;
    private final InstantSource clock;

    /** The version of each open process whose messages are known to be published. */
    private final Map<ProcessId, Long> settled = new ConcurrentHashMap<>();

    private volatile Listener listener = (process, state) -> {};

    public ProcessEngine(
            URI source, List<ProcessKind<?>> kinds, Journal journal, PublishMessages publisher, InstantSource clock) {
        this.source = source;
        this.kinds = kinds.stream().collect(Collectors.toUnmodifiableMap(ProcessKind::name, Function.identity()));
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

    /** The newest state of a process, after what it recorded last is published. */
    <S> Optional<S> settle(ProcessKind<S> kind, ProcessId process) {
        return journal.load(process).map(entry -> settle(kind, process, entry));
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

    /** Delivers what a process itself waits for, a worker's report or a wake; it belongs to the request at hand. */
    public List<Message> report(ProcessId process, String inputId, Object body) {
        var correlationId =
                journal.load(process).map(Journal.Entry::correlationId).orElse(inputId);
        return deliver(process, new Received<>(inputId, correlationId, clock.instant(), body));
    }

    /** The newest state of a process. */
    public <S> Optional<S> find(ProcessKind<S> kind, String id) {
        return journal.load(new ProcessId(kind.name(), id)).map(entry -> state(kind, entry));
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
            var recorded = journal.recorded(process, input.id());
            if (recorded.isPresent()) {
                return publish(recorded.get());
            }
            var entry = journal.load(process);
            entry.ifPresent(newest -> settle(kind, process, newest));
            var decision = kind.decide(entry.map(e -> state(kind, e)), input);
            if (decision.isEmpty()) {
                return List.of();
            }
            var messages = envelopes(process, input, decision.get().messages());
            S state = decision.get().state();
            if (state == null) {
                return publish(messages); // a missing process stays missing; deciding again says the same again
            }
            var append = append(kind, entry, state, input, messages);
            if (journal.append(process, append)) {
                var said = publish(messages);
                settled(kind, process, append.version(), state);
                listener.changed(process, state);
                return said;
            }
        }
        throw new IllegalStateException(process + ": " + CONFLICTS_MAX + " conflicting writes in a row");
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
            journal.close(process);
            settled.remove(process);
        } else {
            settled.put(process, version);
        }
    }

    private List<Message> publish(List<Envelope> messages) {
        if (!messages.isEmpty()) {
            publisher.publish(messages);
        }
        return messages.stream().map(Envelope::body).toList();
    }

    private List<Envelope> envelopes(ProcessId process, Received<?> input, List<Message> messages) {
        var envelopes = new ArrayList<Envelope>();
        for (var message : messages) {
            // The id follows from the input, so that the same decision made twice is one message.
            var name = process + "|" + input.id() + "|" + envelopes.size();
            var id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8))
                    .toString();
            envelopes.add(new Envelope(id, source, input.at(), input.correlationId(), input.id(), message));
        }
        return envelopes;
    }

    private static <S> S state(ProcessKind<S> kind, Journal.Entry entry) {
        return WireFormat.read(entry.state().getBytes(StandardCharsets.UTF_8), kind.stateType());
    }
}
