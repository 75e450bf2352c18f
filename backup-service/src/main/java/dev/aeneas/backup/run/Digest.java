package dev.aeneas.backup.run;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/** SHA-256 of a content, in lower-case hexadecimal: the name that the content has in the store. */
public record Digest(@JsonValue String hex) {
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");
    private static final int BUFFER_BYTES = 1 << 17;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Digest {
        if (!HEX.matcher(hex).matches()) {
            throw new IllegalArgumentException("not a SHA-256 digest: " + hex);
        }
    }

    /** The digest that a name in a store is; empty when the name is something else. */
    public static Optional<Digest> parse(String name) {
        return HEX.matcher(name).matches() ? Optional.of(new Digest(name)) : Optional.empty();
    }

    /** A digest under way. */
    public static MessageDigest begin() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** A digest that is done. */
    public static Digest end(MessageDigest digest) {
        return new Digest(HexFormat.of().formatHex(digest.digest()));
    }

    /** Reads a content to its end. */
    public static Digest of(InputStream content) throws IOException {
        var digest = begin();
        var buffer = new byte[BUFFER_BYTES];
        for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
            digest.update(buffer, 0, read);
        }
        return end(digest);
    }

    @Override
    public String toString() {
        return hex;
    }
}
