package dev.aeneas.backup.testing;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A package from npm with whatever runs it, kept in the user's cache.
 *
 * <p>Where there is a JDK and Maven only, node and npm come from the registry too: both are packages there.
 */
record NpmPackage(String name, String version) {
    static final NpmPackage AZURITE = new NpmPackage("azurite", "3.35.0");
    private static final String NODE_VERSION = "20.19.5";
    private static final String NPM_VERSION = "10.9.4";
    private static final long INSTALL_MINUTES = 10;

    /** Ready to run. */
    record Installed(Path node, Path folder) {}

    /**
     * Installs it unless it is there.
     *
     * @throws AssertionError that says what to do when it cannot be had
     */
    Installed installed() {
        try {
            var cache = cache();
            Files.createDirectories(cache);
            // two builds on one machine
            try (var lock = FileChannel.open(
                            cache.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var held = lock.lock()) {
                return held.isValid() ? install(cache) : null;
            }
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(
                    name + " " + version + " cannot be had from npm (" + e
                            + "). Either name a registry that this machine"
                            + " reaches in the variable npm_config_registry, or leave these tests out and say so:"
                            + " -Dtest='!Azure*'",
                    e);
        }
    }

    private static Path cache() {
        var cache = Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                .map(Path::of)
                .orElse(Path.of(System.getProperty("user.home"), ".cache"));
        return cache.resolve("aeneas").resolve("npm");
    }

    private Installed install(Path cache) throws IOException, InterruptedException {
        var node = onPath("node");
        var nodeToUse = node.isPresent() ? node.get() : nodeOfRegistry(cache);
        var folder = cache.resolve(name + "-" + version);
        if (!Files.isDirectory(folder)) {
            var draft = Files.createTempDirectory(cache, "draft");
            var install = new ArrayList<>(npm(cache, nodeToUse));
            install.addAll(List.of("install", "--no-audit", "--no-fund", "--ignore-scripts", "--omit=dev"));
            install.addAll(List.of("--prefix", draft.toString(), name + "@" + version));
            run(cache, nodeToUse, install);
            Files.move(draft, folder);
        }
        return new Installed(nodeToUse, folder.resolve("node_modules").resolve(name));
    }

    private static List<String> npm(Path cache, Path node) throws IOException, InterruptedException {
        var npm = onPath("npm");
        return npm.isPresent()
                ? List.of(npm.get().toString())
                : List.of(
                        node.toString(),
                        unpacked(cache, "npm", NPM_VERSION)
                                .resolve("bin/npm-cli.js")
                                .toString());
    }

    private static Path nodeOfRegistry(Path cache) throws IOException, InterruptedException {
        return unpacked(cache, "node-" + platform(), NODE_VERSION).resolve("bin/node");
    }

    private static String platform() {
        var system = System.getProperty("os.name").startsWith("Mac") ? "darwin" : "linux";
        var machine = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x64";
        return system + "-" + machine;
    }

    private static Path unpacked(Path cache, String name, String version) throws IOException, InterruptedException {
        var folder = cache.resolve(name + "-" + version);
        if (!Files.isDirectory(folder)) {
            var draft = Files.createTempDirectory(cache, "draft");
            var tarball = draft.resolve("package.tgz");
            Files.write(tarball, NpmRegistry.find().tarball(name, version));
            run(cache, cache, List.of("tar", "-xzf", tarball.toString(), "-C", draft.toString()));
            Files.move(draft, folder);
        }
        return folder.resolve("package");
    }

    private static void run(Path cache, Path node, List<String> command) throws IOException, InterruptedException {
        var output = cache.resolve("last.log");
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().merge("PATH", String.valueOf(node.getParent()), (path, ours) -> ours + ":" + path);
        var process = builder.start();
        if (!process.waitFor(INSTALL_MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IOException(command.get(0) + " did not end within " + INSTALL_MINUTES + " minutes");
        }
        if (process.exitValue() != 0) {
            throw new IOException(String.join(" ", command) + ": " + Files.readString(output));
        }
    }

    private static Optional<Path> onPath(String command) {
        var folders = Optional.ofNullable(System.getenv("PATH")).orElse("").split(":");
        return Arrays.stream(folders)
                .map(folder -> Path.of(folder, command))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
