package dev.aeneas.backup.adapter.store;

import dev.aeneas.backup.run.BackupStore;
import dev.aeneas.backup.testing.StoreProxy;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes a store fail as a share over a bad line does. */
public final class FailingStore {
    private FailingStore() {}

    public static BackupStore everyTenthCall(BackupStore store) {
        return everyTenthCall(store, new AtomicInteger());
    }

    /** Counts its calls. */
    public static BackupStore everyTenthCall(BackupStore store, AtomicInteger calls) {
        return StoreProxy.of(store, method -> {
            if (calls.incrementAndGet() % 10 == 0) {
                throw new IOException("the line is bad");
            }
        });
    }
}
