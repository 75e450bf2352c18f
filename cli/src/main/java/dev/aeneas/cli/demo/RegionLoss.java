package dev.aeneas.cli.demo;

import dev.aeneas.cli.CliException;
import dev.aeneas.cli.ExitCode;
import dev.aeneas.cli.stack.ManagedNodes.ManagedNode;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** Loses a region: one signal to all of its processes, sent by one command. */
final class RegionLoss {
    private RegionLoss() {}

    /** When it was lost: the moment just before the signal. */
    static Instant of(List<ManagedNode> processes, DemoOptions.LoseBy how) {
        String pids = processes.stream()
                .map(node -> Long.toString(node.process().pid()))
                .collect(Collectors.joining(" "));
        try {
            Instant lostAt = Instant.now();
            int exit = new ProcessBuilder("sh", "-c", "kill -" + how.signal() + " " + pids)
                    .inheritIO()
                    .start()
                    .waitFor();
            if (exit != 0) {
                throw CliException.failed("a process of the region could not be signalled: " + pids);
            }
            return lostAt;
        } catch (IOException e) {
            throw new CliException(ExitCode.FAILED, "cannot signal " + pids, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CliException.failed("interrupted");
        }
    }
}
