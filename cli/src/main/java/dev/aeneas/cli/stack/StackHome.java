package dev.aeneas.cli.stack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The state folder of one local stack, and where the build lies that it runs. */
public record StackHome(Path folder, Path installation) {
    /** The variable that names the state folder. */
    public static final String VARIABLE = "AENEAS_HOME";

    private static final String ROOT_PROPERTY = "aeneas.root";
    private static final String DEFAULT = ".aeneas";

    public StackHome {
        folder = folder.toAbsolutePath().normalize();
        installation = installation.toAbsolutePath().normalize();
    }

    public static StackHome fromEnvironment() {
        return at(Path.of(Optional.ofNullable(System.getenv(VARIABLE)).orElse(DEFAULT)));
    }

    /** A state folder; the launcher script says where the build is. */
    public static StackHome at(Path folder) {
        return new StackHome(folder, Path.of(System.getProperty(ROOT_PROPERTY, "")));
    }

    public boolean exists() {
        return Files.exists(settings());
    }

    Path settings() {
        return folder.resolve("stack.properties");
    }

    Path kafka() {
        return folder.resolve("kafka");
    }

    Path store() {
        return folder.resolve("store");
    }

    Path service(String instance) {
        return folder.resolve("services").resolve(instance);
    }

    /** Where provisioning keeps the managed nodes. */
    public Path nodes() {
        return folder.resolve("nodes");
    }

    /** Where the managed clusters' logins are. */
    public Path secrets() {
        return folder.resolve("secrets");
    }

    /** Where the tokens for the services' gateways are. */
    Path access() {
        return folder.resolve("access");
    }

    Path backups() {
        return folder.resolve("backups");
    }

    /** One folder with {@code cassandra/} and {@code kafka/} in it, as services want it: links into the build's output. */
    Path runtime() {
        return folder.resolve("runtime");
    }

    /** Everything of ours in the folder, the settings last: while they are there, there is a stack. */
    List<Path> contents() {
        return List.of(
                kafka(),
                store(),
                folder.resolve("services"),
                nodes(),
                secrets(),
                access(),
                backups(),
                runtime(),
                settings());
    }
}
