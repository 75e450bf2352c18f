package dev.aeneas.backup.adapter.store.s3;

import dev.aeneas.backup.run.StoreFailure;
import dev.aeneas.backup.run.StoreFailure.Kind;
import java.io.IOException;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;

/** Carries calls out and says in our words what S3 answers when it cannot. */
final class S3Call {
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final Set<String> FULL = Set.of("QuotaExceeded", "XMinioStorageFull", "InsufficientStorage");

    private final S3Settings settings;

    S3Call(S3Settings settings) {
        this.settings = settings;
    }

    @FunctionalInterface
    interface Action<T> {
        T run() throws IOException;
    }

    <T> T of(Action<T> action) throws IOException {
        try {
            return action.run();
        } catch (SdkException e) {
            throw failure(e);
        }
    }

    StoreFailure failure(SdkException e) {
        if (e instanceof NoSuchBucketException || code(e).equals("NoSuchBucket")) {
            return new StoreFailure(
                    Kind.STORE_NOT_FOUND,
                    where() + " does not exist: make it, or name another one in the store's settings",
                    e);
        }
        if (e instanceof AwsServiceException answer
                && (answer.statusCode() == FORBIDDEN || answer.statusCode() == UNAUTHORIZED)) {
            return new StoreFailure(Kind.STORE_CREDENTIALS_REFUSED, refused(code(e)), e);
        }
        if (FULL.contains(code(e))) {
            return new StoreFailure(
                    Kind.STORE_FULL, where() + " is full: add space, shorten retention or use another store", e);
        }
        return new StoreFailure(
                Kind.STORE_UNAVAILABLE,
                where() + " did not do it in " + settings.bounds().attemptsMax() + " tries: " + e.getMessage(),
                e);
    }

    private String refused(String code) {
        var file = settings.credentials().map(path -> "the credentials in " + path);
        return where() + " refuses " + file.orElse("the machine's own credentials")
                + (code.isEmpty() ? "" : " (" + code + ")")
                + ": they must allow to get, put, list and delete objects";
    }

    static String code(SdkException e) {
        var details = e instanceof AwsServiceException answer ? answer.awsErrorDetails() : null;
        return details == null || details.errorCode() == null ? "" : details.errorCode();
    }

    private String where() {
        return "the bucket '" + settings.bucket() + "'"
                + settings.endpoint().map(at -> " at " + at).orElse("");
    }
}
