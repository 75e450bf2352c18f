package dev.aeneas.backup.adapter.store.s3;

import dev.aeneas.backup.adapter.store.SecretFile;
import java.nio.file.Path;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.s3.S3Client;

/** Makes clients of S3 whose every wait has a bound. */
final class S3Clients {
    private S3Clients() {}

    static S3Client open(S3Settings settings) {
        var bounds = settings.bounds();
        var client = S3Client.builder()
                .region(Region.of(settings.region()))
                .forcePathStyle(settings.pathStyle())
                .credentialsProvider(credentials(settings))
                .httpClientBuilder(ApacheHttpClient.builder()
                        .connectionTimeout(bounds.connectTimeout())
                        .socketTimeout(bounds.callTimeout()))
                .overrideConfiguration(config -> config.apiCallAttemptTimeout(bounds.callTimeout())
                        .retryStrategy(StandardRetryStrategy.builder()
                                .maxAttempts(bounds.attemptsMax())
                                .backoffStrategy(
                                        BackoffStrategy.exponentialDelay(bounds.retryPause(), bounds.retryPauseMax()))
                                .build()));
        settings.endpoint().ifPresent(client::endpointOverride);
        return client.build();
    }

    /** The file is read anew for each call: keys are changed while the service runs. */
    private static AwsCredentialsProvider credentials(S3Settings settings) {
        return settings.credentials()
                .<AwsCredentialsProvider>map(file -> () -> read(file))
                .orElseGet(() -> DefaultCredentialsProvider.builder().build());
    }

    private static AwsCredentials read(Path file) {
        var secrets = SecretFile.read(file);
        var id = secrets.require("accessKeyId");
        var key = secrets.require("secretAccessKey");
        return secrets.find("sessionToken")
                .<AwsCredentials>map(token -> AwsSessionCredentials.create(id, key, token))
                .orElseGet(() -> AwsBasicCredentials.create(id, key));
    }
}
