package dev.aeneas.backup.adapter.store;

import dev.aeneas.backup.StoreConfig;
import dev.aeneas.backup.adapter.store.azure.AzureBackupStore;
import dev.aeneas.backup.adapter.store.azure.AzureSettings;
import dev.aeneas.backup.adapter.store.s3.S3BackupStore;
import dev.aeneas.backup.adapter.store.s3.S3Settings;
import dev.aeneas.backup.adapter.store.seal.Seal;
import dev.aeneas.backup.adapter.store.seal.SealedStore;
import dev.aeneas.backup.adapter.store.seal.UnsealedStore;
import dev.aeneas.backup.run.BackupStore;
import java.nio.file.Path;
import java.util.Optional;

/** Makes the adapter that a store's settings ask for, sealed if they say so, and asked again when it fails. */
record OpenStore(String name, StoreConfig settings, Optional<Path> secrets) {

    BackupStore open() {
        var seal = Seal.of(name, settings, this::secret);
        var adapter = adapter();
        BackupStore store = seal.isPresent() ? new SealedStore(adapter, seal.get()) : new UnsealedStore(name, adapter);
        return settings.kind() == StoreConfig.Kind.S3 ? store : new RetriedStore(store, bounds(settings.call()));
    }

    /** What is called {@code default} unless the settings call another one so. */
    static BackupStore inDirectory(String name, Path directory, StoreConfig.CallConfig call) {
        return new RetriedStore(new UnsealedStore(name, new DirectoryBackupStore(directory)), bounds(call));
    }

    /** Azure's client tries again by itself, but stumbles over its own retry of a download on the JDK's HTTP client. */
    private OpaqueStore adapter() {
        return switch (settings.kind()) {
            case DIRECTORY -> new DirectoryBackupStore(required(settings.directory(), "directory"));
            case S3 -> s3();
            case AZURE -> new AzureBackupStore(azureSettings());
        };
    }

    private OpaqueStore s3() {
        return new S3BackupStore(new S3Settings(
                required(settings.bucket(), "bucket"),
                settings.prefix().orElse(""),
                settings.region(),
                settings.endpoint(),
                settings.pathStyle(),
                settings.credentials().map(this::secret),
                bounds(settings.call())));
    }

    private AzureSettings azureSettings() {
        return new AzureSettings(
                required(settings.endpoint(), "endpoint"),
                required(settings.container(), "container"),
                settings.prefix().orElse(""),
                secret(required(settings.credentials(), "credentials")),
                bounds(settings.call()));
    }

    private static StoreBounds bounds(StoreConfig.CallConfig call) {
        return new StoreBounds(
                call.connectTimeout(), call.timeout(), call.attemptsMax(), call.retryPause(), call.partBytes());
    }

    private Path secret(Path file) {
        return secrets.orElseThrow(() -> new IllegalArgumentException(
                        "aeneas.secrets.folder is required: the store '" + name + "' has credentials there"))
                .resolve(file);
    }

    private <T> T required(Optional<T> value, String setting) {
        return value.orElseThrow(
                () -> new IllegalArgumentException("aeneas.backup.stores." + name + "." + setting + " is required"));
    }
}
