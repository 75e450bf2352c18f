package dev.aeneas.local.network;

import dev.aeneas.local.process.ProgramPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The group of a process, by which the packet filter knows its packets; only root may give one that nobody else has. */
public record ProcessGroup(int id) {
    private static final String PROGRAM = "setpriv";
    private static final int FIRST = 0x4000_0000;
    private static final int MASK = 0x00FF_FFFF;

    /** Of all that is known by that name, on this machine: far above the groups of people. */
    public static ProcessGroup of(String name) {
        return new ProcessGroup(FIRST + (name.hashCode() & MASK));
    }

    public static boolean canBeGiven() {
        return ProgramPath.find(PROGRAM).isPresent()
                && ids(Path.of("/proc/self/status"), "Uid").map(uid -> uid == 0).orElse(false);
    }

    /** The command that becomes another one, in this group. */
    public List<String> prefix() {
        return List.of(
                ProgramPath.find(PROGRAM).orElseThrow().toString(), "--regid", Integer.toString(id), "--keep-groups");
    }

    /** Whether a process runs in it; it must have been started so. */
    public boolean has(long pid) {
        return ids(Path.of("/proc", Long.toString(pid), "status"), "Gid")
                .map(gid -> gid == id)
                .orElse(false);
    }

    /** The effective one of the four that the kernel tells. */
    private static Optional<Long> ids(Path status, String name) {
        try (var lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith(name + ":"))
                    .map(line -> Long.valueOf(line.split("\\s+", -1)[2]))
                    .findFirst();
        } catch (IOException gone) {
            return Optional.empty();
        }
    }
}
