package dev.aeneas.backup.run;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** A way to the schema that is opened while something else is done; it takes longer than everything that is asked over it. */
final class Opening implements AutoCloseable {
    private final CompletableFuture<ReadSchema.Reader> opening;

    private Opening(CompletableFuture<ReadSchema.Reader> opening) {
        this.opening = opening;
    }

    static Opening of(ReadSchema schemas, BackupRequest request) {
        return new Opening(CompletableFuture.supplyAsync(
                () -> schemas.open(request), task -> new Thread(task, "schema-" + request.backupId()).start()));
    }

    /** Waits until it is open; what kept it from opening is thrown here. */
    ReadSchema.Reader opened() throws InterruptedException {
        try {
            return opening.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        }
    }

    /** Closes it as soon as it is open, without waiting for that. */
    @Override
    public void close() {
        // what keeps it from closing is nobody's concern any more
        opening.whenComplete((reader, failure) -> {
            if (reader != null) {
                reader.close();
            }
        });
    }
}
