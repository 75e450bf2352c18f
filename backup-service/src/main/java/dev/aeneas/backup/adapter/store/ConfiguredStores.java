package dev.aeneas.backup.adapter.store;

import dev.aeneas.backup.BackupConfig;
import dev.aeneas.backup.run.BackupImpossible;
import dev.aeneas.backup.run.BackupStore;
import dev.aeneas.backup.run.BackupStores;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The stores that the settings name, made when the service starts, so that a setting that lacks is noticed then. */
public final class ConfiguredStores implements BackupStores {
    private final Map<String, BackupStore> stores;

    private ConfiguredStores(Map<String, BackupStore> stores) {
        this.stores = Map.copyOf(stores);
    }

    public static ConfiguredStores of(Map<String, BackupStore> stores) {
        return new ConfiguredStores(stores);
    }

    /** One store, called {@code default}. */
    public static ConfiguredStores of(BackupStore store) {
        return of(Map.of(DEFAULT, store));
    }

    /**
     * Every store of the settings.
     *
     * @param secrets where credentials are
     */
    public static ConfiguredStores of(BackupConfig config, Optional<Path> secrets) {
        var stores = new TreeMap<String, BackupStore>();
        stores.put(DEFAULT, OpenStore.inDirectory(DEFAULT, config.directory(), config.call()));
        config.stores().forEach((name, settings) -> stores.put(name, new OpenStore(name, settings, secrets).open()));
        return new ConfiguredStores(stores);
    }

    @Override
    public BackupStore named(String name) {
        var store = stores.get(name);
        if (store == null) {
            throw new BackupImpossible(
                    "StoreUnknown", "no store is called '" + name + "': see aeneas.backup.stores", name);
        }
        return store;
    }

    @Override
    public Set<String> names() {
        return stores.keySet();
    }
}
