package dev.aeneas.platform.testing;

import dev.aeneas.contracts.Envelope;
import dev.aeneas.platform.process.Journal;
import dev.aeneas.platform.process.ProcessId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The journal without a store: obeys the same contract test as the real one. */
public final class InMemoryJournal implements Journal {
    private final Map<ProcessId, Entry> entries = new HashMap<>();
    private final Map<ProcessId, Map<String, List<Envelope>>> recorded = new HashMap<>();
    private final Map<String, Map<String, Boolean>> closedByKind = new TreeMap<>();

    @Override
    public synchronized Optional<Entry> load(ProcessId process) {
        return Optional.ofNullable(entries.get(process));
    }

    @Override
    public synchronized Optional<List<Envelope>> recorded(ProcessId process, String inputId) {
        return Optional.ofNullable(recorded.getOrDefault(process, Map.of()).get(inputId));
    }

    @Override
    public synchronized boolean append(ProcessId process, Append append) {
        long current = load(process).map(Entry::version).orElse(0L);
        if (current != append.version() - 1) {
            return false;
        }
        entries.put(
                process,
                new Entry(
                        append.version(),
                        append.state(),
                        append.input().correlationId(),
                        append.input().id(),
                        append.input().trace()));
        recorded.computeIfAbsent(process, p -> new HashMap<>())
                .put(append.input().id(), List.copyOf(append.messages()));
        if (append.opens()) {
            index(process, false);
        }
        return true;
    }

    @Override
    public synchronized void close(ProcessId process) {
        index(process, true);
    }

    private void index(ProcessId process, boolean closed) {
        closedByKind.computeIfAbsent(process.kind(), k -> new TreeMap<>()).put(process.id(), closed);
    }

    @Override
    public synchronized List<String> open(String kind) {
        return closedByKind.getOrDefault(kind, Map.of()).entrySet().stream()
                .filter(process -> !process.getValue())
                .map(Map.Entry::getKey)
                .toList();
    }

    @Override
    public synchronized List<String> all(String kind) {
        return List.copyOf(closedByKind.getOrDefault(kind, Map.of()).keySet());
    }
}
