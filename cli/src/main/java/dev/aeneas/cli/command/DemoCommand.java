package dev.aeneas.cli.command;

import dev.aeneas.cli.Cli;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code aeneas demo}. */
@Command(name = "demo")
public final class DemoCommand implements Callable<Integer> {
    DemoCommand(Cli cli) {}

    @Override
    public Integer call() {
        return 1;
    }
}
