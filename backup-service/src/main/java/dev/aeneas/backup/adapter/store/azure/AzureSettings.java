package dev.aeneas.backup.adapter.store.azure;

import dev.aeneas.backup.adapter.store.StoreBounds;
import java.net.URI;
import java.nio.file.Path;

/**
 * Where an Azure store is.
 *
 * @param endpoint of the storage account, as {@code https://<account>.blob.core.windows.net}
 * @param prefix before every name in the container; may be empty
 * @param credentials file with {@code accountName} and {@code accountKey}, or with {@code sasToken}
 */
public record AzureSettings(URI endpoint, String container, String prefix, Path credentials, StoreBounds bounds) {}
