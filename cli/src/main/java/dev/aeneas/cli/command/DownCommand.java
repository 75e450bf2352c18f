package dev.aeneas.cli.command;

import dev.aeneas.cli.Cli;
import dev.aeneas.cli.Console;
import dev.aeneas.cli.ExitCode;
import dev.aeneas.cli.stack.LocalStack;
import dev.aeneas.cli.stack.ManagedNodes;
import dev.aeneas.cli.stack.StackDown;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code aeneas down}: stops the stack; the managed nodes go on. */
@Command(name = "down", description = "Stops the services, Kafka and the control store; managed nodes go on running.")
public final class DownCommand implements Callable<Integer> {
    private final Cli cli;

    @Option(
            names = "--wipe",
            description = "Also stops every managed node of this stack and deletes the state folder with all data.")
    private boolean wipe;

    DownCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() {
        Console console = cli.console();
        List<String> done = Collections.synchronizedList(new ArrayList<>());
        var down = new StackDown(cli.home(), new LocalStack(cli.home(), cli.settings()), line -> {
            done.add(line);
            console.say(line);
        });
        if (wipe) {
            down.wipe();
        } else {
            down.stopStack();
        }
        int nodes = new ManagedNodes(cli.home()).running().size();
        if (console.isJson()) {
            console.item(Map.of("done", done, "managedNodesRunning", nodes), "");
        }
        console.line(nodes == 0 ? "Down." : "Down; " + nodes + " managed nodes go on running.");
        return ExitCode.OK;
    }
}
