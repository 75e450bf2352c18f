package dev.aeneas.backup.adapter.store.azure;

import com.azure.core.exception.AzureException;
import com.azure.storage.blob.models.BlobErrorCode;
import com.azure.storage.blob.models.BlobStorageException;
import dev.aeneas.backup.run.StoreFailure;
import dev.aeneas.backup.run.StoreFailure.Kind;
import java.io.IOException;
import reactor.core.Exceptions;

/** Carries calls out and says in our words what Azure answers when it cannot. */
final class AzureCall {
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    private final AzureSettings settings;

    AzureCall(AzureSettings settings) {
        this.settings = settings;
    }

    @FunctionalInterface
    interface Action<T> {
        T run() throws IOException;
    }

    <T> T of(Action<T> action) throws IOException {
        try {
            return action.run();
        } catch (AzureException e) {
            throw failure(e);
        } catch (RuntimeException e) {
            // a blocking call wraps what is checked: a refused connection, a time-out
            if (Exceptions.unwrap(e) instanceof IOException || e instanceof IllegalStateException) {
                throw unavailable(e);
            }
            throw e;
        }
    }

    private StoreFailure failure(AzureException e) {
        if (!(e instanceof BlobStorageException answer)) {
            return unavailable(e);
        }
        if (BlobErrorCode.CONTAINER_NOT_FOUND.equals(answer.getErrorCode())) {
            return new StoreFailure(
                    Kind.STORE_NOT_FOUND,
                    where() + " does not exist: make it, or name another one in the store's settings",
                    e);
        }
        if (answer.getStatusCode() == FORBIDDEN || answer.getStatusCode() == UNAUTHORIZED) {
            return new StoreFailure(
                    Kind.STORE_CREDENTIALS_REFUSED,
                    where() + " refuses the credentials in " + settings.credentials() + " (" + answer.getErrorCode()
                            + "): they must allow to read, write, list and delete blobs",
                    e);
        }
        return unavailable(e);
    }

    private StoreFailure unavailable(RuntimeException e) {
        return new StoreFailure(
                Kind.STORE_UNAVAILABLE,
                where() + " did not do it in " + settings.bounds().attemptsMax() + " tries: "
                        + Exceptions.unwrap(e).getMessage(),
                e);
    }

    private String where() {
        return "the container '" + settings.container() + "' at " + settings.endpoint();
    }
}
