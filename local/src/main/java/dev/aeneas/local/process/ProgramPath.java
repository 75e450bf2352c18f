package dev.aeneas.local.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where a program of this machine is. */
public final class ProgramPath {
    /** Where programs of root are, which are not on everybody's path. */
    private static final List<String> OF_ROOT = List.of("/usr/sbin", "/sbin");

    private ProgramPath() {}

    public static Optional<Path> find(String name) {
        var path = List.of(Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator));
        return Stream.concat(path.stream(), OF_ROOT.stream())
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
