package dev.aeneas.cli.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Who listens on a port, as far as this machine tells: its process id and the beginning of its command. */
final class PortHolder {
    private static final List<Path> TABLES = List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));
    private static final String LISTENING = "0A";
    private static final int LOCAL_ADDRESS = 1;
    private static final int STATE = 3;
    private static final int INODE = 9;
    private static final int COMMAND_LENGTH = 80;

    private PortHolder() {}

    /** Empty where the machine does not tell: another user's process, or no /proc. */
    static Optional<String> of(int port) {
        return TABLES.stream()
                .flatMap(PortHolder::lines)
                .map(line -> line.trim().split("\\s+"))
                .filter(fields -> fields.length > INODE && fields[STATE].equals(LISTENING))
                .filter(fields -> fields[LOCAL_ADDRESS].endsWith(String.format(Locale.ROOT, ":%04X", port)))
                .flatMap(fields -> owner(fields[INODE]).stream())
                .findFirst();
    }

    private static Optional<String> owner(String inode) {
        return ProcessHandle.allProcesses()
                .filter(process -> holds(process.pid(), "socket:[" + inode + "]"))
                .map(process -> "process " + process.pid() + " (" + command(process) + ")")
                .findFirst();
    }

    private static boolean holds(long pid, String socket) {
        try (Stream<Path> files = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
            return files.anyMatch(file -> pointsTo(file, socket));
        } catch (IOException notOurs) {
            return false;
        }
    }

    private static boolean pointsTo(Path file, String socket) {
        try {
            return Files.readSymbolicLink(file).toString().equals(socket);
        } catch (IOException gone) {
            return false;
        }
    }

    private static String command(ProcessHandle process) {
        String line = process.info().commandLine().orElse("unknown");
        return line.length() > COMMAND_LENGTH ? line.substring(0, COMMAND_LENGTH) + "…" : line;
    }

    private static Stream<String> lines(Path table) {
        try {
            return Files.readAllLines(table).stream().skip(1);
        } catch (IOException notThere) {
            return Stream.empty();
        }
    }
}
