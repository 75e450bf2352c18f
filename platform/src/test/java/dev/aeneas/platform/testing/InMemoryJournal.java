package dev.aeneas.platform.testing;

import dev.aeneas.contracts.Envelope;
import dev.aeneas.platform.process.Journal;
import dev.aeneas.platform.process.ProcessId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The journal without a store: obeys the same contract test as the real one. */
public final class InMemoryJournal implements Journal {
    private final Map<ProcessId, Entry> entries = new HashMap<>();
    private final Map<ProcessId, Map<String, List<Envelope>>> recorded = new HashMap<>();
    private final Map<String, Set<String>> all = new TreeMap<>();
    private final Map<String, Map<String, Long>> open = new TreeMap<>();

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
        all.computeIfAbsent(process.kind(), k -> new TreeSet<>()).add(process.id());
        open.computeIfAbsent(process.kind(), k -> new TreeMap<>()).put(process.id(), append.version());
        return true;
    }

    @Override
    public synchronized void close(ProcessId process, long version) {
        open.getOrDefault(process.kind(), Map.of()).computeIfPresent(process.id(), (id, v) -> v <= version ? null : v);
    }

    @Override
    public synchronized List<Open> open() {
        return open.entrySet().stream()
                .flatMap(kind -> kind.getValue().entrySet().stream()
                        .map(p -> new Open(new ProcessId(kind.getKey(), p.getKey()), p.getValue())))
                .toList();
    }

    @Override
    public synchronized List<String> all(String kind) {
        return List.copyOf(all.getOrDefault(kind, Set.of()));
    }
}
