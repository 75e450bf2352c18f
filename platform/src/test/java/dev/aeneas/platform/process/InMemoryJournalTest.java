package dev.aeneas.platform.process;

import dev.aeneas.platform.testing.InMemoryJournal;

class InMemoryJournalTest extends JournalContract {
    private final Journal journal = new InMemoryJournal();

    @Override
    protected Journal journal() {
        return journal;
    }
}
