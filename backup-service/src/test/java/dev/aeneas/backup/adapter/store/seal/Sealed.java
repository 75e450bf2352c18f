package dev.aeneas.backup.adapter.store.seal;

import dev.aeneas.backup.adapter.store.OpaqueStore;
import dev.aeneas.backup.run.BackupStore;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Seals a store of a test with everything there is. */
public final class Sealed {
    private Sealed() {}

    public static BackupStore of(OpaqueStore store) {
        var keys = new SealKeys("aeneas.backup.stores.test.encryption.key-file", List.of(SealKey.of(new byte[32])));
        return new SealedStore(store, new Seal("test", OptionalInt.of(1), Optional.of(keys)));
    }
}
