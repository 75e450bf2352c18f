package dev.aeneas.local.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A command to be started so that it outlives this process: in a session of its own, its output in a file.
 *
 * @param directory where it runs, and where its record and its output are written
 * @param environment added to the little that is passed on
 * @param cpuGroup the control group it enters before its first instruction, so that the JVM counts its cores right
 */
public record Launch(
        Path directory, List<String> command, Map<String, String> environment, Optional<CpuQuota> cpuGroup) {

    static final String OUTPUT = "out.log";

    /** Options of our own JVM must not reach the started one. */
    private static final Set<String> PASSED_ON = Set.of("PATH", "HOME", "USER", "LANG", "LC_ALL", "TMPDIR", "TZ");

    /**
     * How late the kernel may end a thread's pause; it says 50 µs where nobody says more. A thread of Cassandra that ran out
     * of work pauses for 10 µs again and again until 10 ms are over, after every single request: on few processors for many
     * processes these wake-ups cost more than the requests (docs/measured-facts.md).
     */
    private static final long TIMER_SLACK_NANOS = 1_000_000;

    /** The process writes its own record, so there is no moment in which it runs unrecorded; then it becomes the command. */
    private static final String RECORD_AND_BECOME =
            """
            record="$1"; group="$2"; slack="$3"; shift 3
            twentieth() { shift 19; echo "$1"; }
            [ -z "$group" ] || echo $$ > "$group/cgroup.procs" || exit 1
            if [ -r "/proc/$$/stat" ]; then
              read -r stat < "/proc/$$/stat"
              read -r boot < /proc/sys/kernel/random/boot_id
              echo "$$ $boot:$(twentieth ${stat##*) })" > "$record.draft" && mv "$record.draft" "$record" || exit 1
            fi
            [ ! -w "/proc/$$/timerslack_ns" ] || echo "$slack" > "/proc/$$/timerslack_ns"
            exec "$@"
            """;

    public Launch {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    long fork(Path record) {
        List<String> line = new ArrayList<>(List.of(
                newSession(),
                "sh",
                "-c",
                RECORD_AND_BECOME,
                "sh",
                record.toString(),
                groupFolder(),
                Long.toString(TIMER_SLACK_NANOS)));
        line.addAll(command);
        File output = directory.resolve(OUTPUT).toFile();
        ProcessBuilder builder = new ProcessBuilder(line)
                .directory(directory.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(output);
        builder.environment().keySet().retainAll(PASSED_ON);
        builder.environment().putAll(environment);
        try {
            return builder.start().pid();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start " + command.get(0) + " in " + directory, e);
        }
    }

    private String groupFolder() {
        return cpuGroup.map(quota -> quota.folder().toString()).orElse("");
    }

    /** Where there is no setsid (macOS), nohup at least survives the end of the terminal. */
    private static String newSession() {
        return ProgramPath.find("setsid").map(Path::toString).orElse("nohup");
    }
}
