package dev.aeneas.cli.stack;

import dev.aeneas.local.process.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The tokens of a local stack, in files that only their owner can read: {@code access/tokens}, which the services believe, and beside it
 * a file with nothing but the token for each role, for whoever asks.
 */
public final class AccessTokens {
    /** A token that counts instead of the stack's own. */
    public static final String VARIABLE = "AENEAS_TOKEN";

    private static final String ADMINISTRATOR = "administrator";
    private static final List<String> ROLES = List.of("viewer", "operator", ADMINISTRATOR);
    /** Failover-service asks the others whether a failover would work. */
    private static final String FAILOVER_SERVICE = "failover-service";

    private static final int TOKEN_BYTES = 32;

    private final Path folder;

    private AccessTokens(Path folder) {
        this.folder = folder;
    }

    public static AccessTokens of(StackHome home) {
        return new AccessTokens(home.access());
    }

    /** {@code name token role} on each line. */
    Path list() {
        return folder.resolve("tokens");
    }

    /** Makes tokens where there are none; those that are there stay, with every line that somebody added. */
    void create() {
        if (Files.exists(list())) {
            return;
        }
        var tokens = new LinkedHashMap<String, String>();
        ROLES.forEach(role -> tokens.put(role, random()));
        makeFolder();
        tokens.forEach((role, token) -> AtomicFile.writeSecret(folder.resolve(role), token));
        AtomicFile.writeSecret(list(), lines(tokens)); // last: while it is missing, all of them are made anew
    }

    private static String lines(Map<String, String> tokens) {
        var text = new StringBuilder(
                "# name token role[,role...]: whom the services believe. 'operator:orders' is for one cluster only. Read again when it changes.\n");
        tokens.forEach((role, token) -> text.append(role)
                .append(' ')
                .append(token)
                .append(' ')
                .append(role)
                .append('\n'));
        return text.append(FAILOVER_SERVICE)
                .append(' ')
                .append(random())
                .append(" operator\n")
                .toString();
    }

    private static String random() {
        var bytes = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private void makeFolder() {
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder.getParent());
                Files.createDirectory(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make " + folder, e);
        }
    }

    /** What the command line shows: {@code $AENEAS_TOKEN}, else the administrator's of this stack, else nothing. */
    public Optional<String> mine() {
        return Optional.ofNullable(System.getenv(VARIABLE))
                .filter(token -> !token.isBlank())
                .or(() -> read(folder.resolve(ADMINISTRATOR)));
    }

    private static Optional<String> read(Path file) {
        try {
            return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }
}
