package dev.aeneas.backup.adapter.store;

import dev.aeneas.backup.StoreConfig;
import dev.aeneas.backup.adapter.store.azure.AzureBackupStore;
import dev.aeneas.backup.adapter.store.azure.AzureSettings;
import dev.aeneas.backup.adapter.store.s3.S3BackupStore;
import dev.aeneas.backup.adapter.store.s3.S3Settings;
import dev.aeneas.backup.run.BackupStore;
import java.nio.file.Path;
import java.util.Optional;

/** Makes the adapter that a store's settings ask for. */
record OpenStore(String name, StoreConfig settings, Optional<Path> secrets) {

    BackupStore open() {
        return switch (settings.kind()) {
            case DIRECTORY -> directory();
            case S3 -> s3();
            case AZURE -> azure();
        };
    }

    private BackupStore directory() {
        return new RetriedStore(new DirectoryBackupStore(required(settings.directory(), "directory")), bounds());
    }

    private BackupStore s3() {
        return new S3BackupStore(new S3Settings(
                required(settings.bucket(), "bucket"),
                settings.prefix().orElse(""),
                settings.region(),
                settings.endpoint(),
                settings.pathStyle(),
                settings.credentials().map(this::secret),
                bounds()));
    }

    /** Azure's client tries again by itself, but stumbles over its own retry of a download on the JDK's HTTP client. */
    private BackupStore azure() {
        return new RetriedStore(new AzureBackupStore(azureSettings()), bounds());
    }

    private AzureSettings azureSettings() {
        return new AzureSettings(
                required(settings.endpoint(), "endpoint"),
                required(settings.container(), "container"),
                settings.prefix().orElse(""),
                secret(required(settings.credentials(), "credentials")),
                bounds());
    }

    private StoreBounds bounds() {
        var call = settings.call();
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
