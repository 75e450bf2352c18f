package dev.aeneas.platform.testing;

import dev.aeneas.platform.access.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The tokens that a service in a test believes: one for each role, for every cluster and for one. */
public final class LocalTokens {
    /** Who may do everything. */
    public static final String ADMINISTRATOR = of(Role.ADMINISTRATOR.word());

    private LocalTokens() {}

    /** The token of {@code viewer}, {@code operator-of-nowhere} and so on. */
    public static String of(String name) {
        return "token-of-" + name;
    }

    static Path write(Path folder) throws IOException {
        var lines = new ArrayList<String>();
        for (var role : Role.values()) {
            lines.add(line(role.word(), role.word()));
            for (var cluster : List.of("nowhere", "another")) {
                lines.add(line(role.word() + "-of-" + cluster, role.word() + ":" + cluster));
            }
        }
        return Files.write(folder.resolve("tokens"), lines);
    }

    private static String line(String name, String role) {
        return name + " " + of(name) + " " + role;
    }
}
