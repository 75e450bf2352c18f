package dev.aeneas.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aeneas.cli.Cli;
import dev.aeneas.cli.CliException;
import dev.aeneas.cli.ExitCode;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Scanner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code aeneas node …}: what is to become of a dead node. */
@Command(
        name = "node",
        description = "Replaces or removes a dead node.",
        subcommands = {NodeCommand.Replace.class, NodeCommand.Remove.class})
public final class NodeCommand {
    private NodeCommand() {}

    /** Puts a new machine in a dead node's place. */
    @Command(name = "replace", description = "Puts a new machine with the same tokens in the place of a dead node.")
    static final class Replace extends BeginChange {
        @Parameters(index = "2", paramLabel = "NODE")
        private String node;

        Replace(Cli cli) {
            super(cli);
        }

        @Override
        Map<String, Object> change() {
            return Map.of("change", "ReplaceDeadNode", "node", node);
        }
    }

    /** Takes a dead node off the ring. */
    @Command(name = "remove", description = "Takes a dead node off the ring, for ever.")
    static final class Remove extends BeginChange {
        @Parameters(index = "2", paramLabel = "NODE")
        private String node;

        @Option(
                names = {"-y", "--yes"},
                description = "Do not ask.")
        private boolean yes;

        Remove(Cli cli) {
            super(cli);
        }

        @Override
        Map<String, Object> change() {
            return Map.of("change", "RemoveDeadNode", "node", node);
        }

        @Override
        boolean asks() {
            return !yes;
        }

        @Override
        boolean agreed(Cli root, JsonNode plan) {
            var console = root.console();
            plan.path("consequences").forEach(one -> console.say(one.asText()));
            if (!console.isTerminal()) {
                throw new CliException(ExitCode.USAGE, "without a terminal to ask on, --yes is required");
            }
            console.say("Remove " + node + "? [y/N]");
            var answer = new Scanner(System.in, StandardCharsets.UTF_8);
            return answer.hasNextLine()
                    && answer.nextLine().trim().toLowerCase(Locale.ROOT).startsWith("y");
        }
    }
}
