package dev.aeneas.backup.adapter.store.seal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * The keys of a store, from a file with one in a line; the first one seals, every one opens what it sealed.
 *
 * @param setting the name of the setting that names the file, for messages
 */
record SealKeys(String setting, List<SealKey> keys) {

    /**
     * Reads the file; empty lines and those that begin with {@code #} are left out.
     *
     * @throws IllegalArgumentException that names the setting and what is wrong, never a key
     */
    static SealKeys read(String setting, Path file) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    setting + " must name a file that can be read; '" + file + "' cannot", e);
        }
        var keys = new ArrayList<SealKey>();
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                keys.add(SealKey.of(bytes(line, setting + " '" + file + "', line " + (i + 1))));
            }
        }
        if (keys.isEmpty()) {
            throw new IllegalArgumentException(
                    setting + " must name a file with at least one key; '" + file + "' has none");
        }
        return new SealKeys(setting, List.copyOf(keys));
    }

    private static byte[] bytes(String line, String where) {
        byte[] key;
        try {
            key = Base64.getDecoder().decode(line);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(where + " must be Base64"); // the cause would quote it
        }
        if (key.length != SealKey.BYTES) {
            throw new IllegalArgumentException(
                    where + " must be a key of " + SealKey.BYTES + " bytes in Base64; was " + key.length + " bytes");
        }
        return key;
    }

    SealKey current() {
        return keys.get(0);
    }

    Optional<SealKey> find(long check) {
        return keys.stream().filter(key -> key.check() == check).findFirst();
    }
}
