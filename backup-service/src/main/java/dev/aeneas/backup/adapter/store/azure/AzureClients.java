package dev.aeneas.backup.adapter.store.azure;

import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobContainerClientBuilder;
import com.azure.storage.common.StorageSharedKeyCredential;
import com.azure.storage.common.policy.RequestRetryOptions;
import com.azure.storage.common.policy.RetryPolicyType;
import dev.aeneas.backup.adapter.store.SecretFile;
import dev.aeneas.backup.adapter.store.StoreBounds;

/** Makes clients of Azure whose every wait has a bound. */
final class AzureClients {
    private AzureClients() {}

    static BlobContainerClient open(AzureSettings settings) {
        var bounds = settings.bounds();
        var builder = new BlobContainerClientBuilder()
                .endpoint(settings.endpoint().toString())
                .containerName(settings.container())
                .httpClient(new JdkHttpClientBuilder()
                        .connectionTimeout(bounds.connectTimeout())
                        .responseTimeout(bounds.callTimeout())
                        .readTimeout(bounds.callTimeout())
                        .writeTimeout(bounds.callTimeout())
                        .build())
                .retryOptions(retries(bounds));
        return withCredentials(builder, SecretFile.read(settings.credentials())).buildClient();
    }

    private static RequestRetryOptions retries(StoreBounds bounds) {
        int trySeconds = Math.toIntExact(Math.max(1, bounds.callTimeout().toSeconds()));
        return new RequestRetryOptions(
                RetryPolicyType.EXPONENTIAL,
                bounds.attemptsMax(),
                trySeconds,
                bounds.retryPause().toMillis(),
                bounds.retryPauseMax().toMillis(),
                null);
    }

    private static BlobContainerClientBuilder withCredentials(BlobContainerClientBuilder builder, SecretFile secrets) {
        return secrets.find("sasToken")
                .map(builder::sasToken)
                .orElseGet(() -> builder.credential(
                        new StorageSharedKeyCredential(secrets.require("accountName"), secrets.require("accountKey"))));
    }
}
