package dev.aeneas.backup.run;

import dev.aeneas.contracts.ProvisionError;
import java.io.IOException;

/** What a store could not do; the message says what to do about it. */
public final class StoreFailure extends IOException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /** Why; the names are codes that users see. */
    public enum Kind {
        /** The store knows who asks and says no, or does not know the credentials. */
        STORE_CREDENTIALS_REFUSED("StoreCredentialsRefused"),
        /** The bucket, container or folder that everything is kept in is not there. */
        STORE_NOT_FOUND("StoreNotFound"),
        STORE_FULL("StoreFull"),
        /** It did not answer, or answered with errors of its own, to the last try. */
        STORE_UNAVAILABLE("StoreUnavailable"),
        /** What it keeps is compressed or encrypted in another way than its settings say, or with a key that they lack. */
        STORE_SEALED_OTHERWISE("StoreSealedOtherwise"),
        OBJECT_MISSING("ObjectMissing"),
        /** What was read is not what was stored. */
        OBJECT_CORRUPT("ObjectCorrupt");

        private final String code;

        Kind(String code) {
            this.code = code;
        }
    }

    public StoreFailure(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** A content that should be there and is not. */
    public static StoreFailure missing(Digest digest, Throwable cause) {
        return new StoreFailure(
                Kind.OBJECT_MISSING,
                "the store does not have the object " + digest
                        + ": every backup that names it is damaged; the next backup sends it again if a node still has it",
                cause);
    }

    /** A content that cannot be what was stored. */
    public static StoreFailure corrupt(Digest digest, String why) {
        return new StoreFailure(
                Kind.OBJECT_CORRUPT,
                "the object " + digest + " is corrupt in the store: " + why
                        + "; delete it there, and the next backup sends it again if a node still has it",
                null);
    }

    public Kind kind() {
        return kind;
    }

    /** As people are told; the target is the store, or whatever else it was about. */
    public ProvisionError error(String target) {
        return new ProvisionError(kind.code, getMessage(), target);
    }
}
