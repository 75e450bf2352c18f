package dev.aeneas.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What Linux tells of a process, or of one thread, in a file of /proc.
 *
 * @param state one letter: R runs or waits for a processor, S sleeps, D is held up by a device, T is stopped by a
 *     signal, t by a debugger, Z and X are gone; more in proc_pid_stat(5)
 * @param startTicks when it began, in ticks since the machine's start
 */
record ProcStat(char state, String startTicks) {

    private static final int STATE = 0;
    private static final int START_TICKS = 19;

    /** Empty when there is no such process or thread any more. */
    static Optional<ProcStat> of(Path directory) {
        try {
            String stat = Files.readString(directory.resolve("stat"));
            // The name, in brackets, may hold anything: count the fields after it.
            List<String> fields =
                    List.of(stat.substring(stat.lastIndexOf(')') + 1).trim().split(" ", -1));
            return Optional.of(new ProcStat(fields.get(STATE).charAt(0), fields.get(START_TICKS)));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    boolean isGone() {
        return state == 'Z' || state == 'X';
    }

    /** Whether it can do nothing any more before it is told to go on, once SIGSTOP was sent. */
    boolean isHeld() {
        // D: it stops on its way back from the device
        return state == 'T' || state == 't' || state == 'D' || isGone();
    }
}
