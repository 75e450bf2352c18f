package dev.aeneas.provisioning.adapter.local;

import dev.aeneas.local.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Who has which address: one file per address, named like it, with its owner in it. All clusters share them. */
final class AddressClaims {
    static final int LAST = 254;
    private static final List<Integer> PORTS = List.of(7000, 7199, 9042);

    private final Path folder;

    AddressClaims(Path folder) {
        this.folder = folder;
    }

    /** The owner's address, or the lowest free one that begins so; empty when all are taken. */
    synchronized Optional<String> claim(String prefix, String owner) {
        return find(owner).or(() -> IntStream.rangeClosed(1, LAST)
                .mapToObj(number -> prefix + number)
                .filter(address -> take(address, owner))
                .findFirst());
    }

    synchronized Optional<String> find(String owner) {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (var files = Files.list(folder)) {
            return files.filter(file -> owner.equals(ownerOf(file)))
                    .map(file -> file.getFileName().toString())
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many addresses that begin so nobody has claimed; some may be in use by others all the same. */
    int free(String prefix) {
        var taken = folder.toFile().list((folder, name) -> name.startsWith(prefix));
        return taken == null ? LAST : Math.max(0, LAST - taken.length);
    }

    synchronized void release(String owner) {
        find(owner).ifPresent(address -> {
            try {
                Files.deleteIfExists(folder.resolve(address));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private boolean take(String address, String owner) {
        var file = folder.resolve(address);
        boolean usable = !Files.exists(file) && PORTS.stream().allMatch(port -> FreePort.isFree(address, port));
        if (!usable) {
            return false;
        }
        try {
            Files.createDirectories(folder);
            var draft = Files.createTempFile(folder, ".", ".draft");
            Files.writeString(draft, owner);
            // a link appears with its content or not at all, and never in the place of another one
            Files.createLink(file, draft);
            Files.delete(draft);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String ownerOf(Path file) {
        try {
            return file.getFileName().toString().startsWith(".") ? "" : Files.readString(file);
        } catch (NoSuchFileException released) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
