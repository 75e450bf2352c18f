package dev.aeneas.platform.testing;

import dev.aeneas.contracts.Envelope;
import dev.aeneas.platform.process.Journal;
import dev.aeneas.platform.process.ProcessId;
import dev.aeneas.platform.process.PublishMessages;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Counts the moments before and after each call, and dies at the chosen ones. */
public final class CrashPoints {
    private final List<Integer> deaths;
    private int passed;

    public CrashPoints(List<Integer> deaths) {
        this.deaths = new ArrayList<>(deaths);
    }

    /** A moment at which it may die. */
    public void pass() {
        int here = passed++;
        if (!deaths.isEmpty() && deaths.get(0) <= here) {
            deaths.remove(0);
            throw new Died();
        }
    }

    /** How many moments there were. */
    public int passed() {
        return passed;
    }

    public PublishMessages around(PublishMessages publisher) {
        return messages -> {
            for (var message : messages) { // also between two messages of one decision
                pass();
                publisher.publish(List.of(message));
            }
            pass();
        };
    }

    public Journal around(Journal journal) {
        return new Journal() {
            @Override
            public Optional<Entry> load(ProcessId process) {
                pass();
                return journal.load(process);
            }

            @Override
            public Optional<List<Envelope>> recorded(ProcessId process, String inputId) {
                pass();
                return journal.recorded(process, inputId);
            }

            @Override
            public boolean append(ProcessId process, Append append) {
                pass();
                boolean applied = journal.append(process, append);
                pass();
                return applied;
            }

            @Override
            public void close(ProcessId process, long version) {
                pass();
                journal.close(process, version);
            }

            @Override
            public List<Open> open() {
                return journal.open();
            }

            @Override
            public List<String> all(String kind) {
                return journal.all(kind);
            }
        };
    }

    /** The service is gone. */
    public static final class Died extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
