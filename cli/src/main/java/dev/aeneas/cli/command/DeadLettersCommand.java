package dev.aeneas.cli.command;

import dev.aeneas.cli.Cli;
import dev.aeneas.cli.Console.Table;
import dev.aeneas.cli.ExitCode;
import dev.aeneas.cli.events.DeadLetters;
import dev.aeneas.cli.events.DeadLetters.Letter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code aeneas dead-letters …}: messages that could not be read or handled. */
@Command(
        name = "dead-letters",
        description = "Shows messages that could not be handled, and sends them again.",
        subcommands = {DeadLettersCommand.ListAll.class, DeadLettersCommand.Replay.class})
public final class DeadLettersCommand {
    private DeadLettersCommand() {}

    private static Table table(List<Letter> letters) {
        return new Table(
                List.of("id", "time", "cluster", "type", "reason"),
                letters.stream()
                        .map(one -> List.of(
                                one.id(),
                                one.time().toString(),
                                orDash(one.key()),
                                orDash(one.type()),
                                orDash(one.reason())))
                        .toList());
    }

    /** What is no CloudEvent has no type, and may have no key. */
    private static String orDash(String text) {
        return text == null ? "–" : text;
    }

    /** Lists them. */
    @Command(name = "list", description = "Lists every dead letter with its reason.")
    static final class ListAll implements Callable<Integer> {
        private final Cli cli;

        ListAll(Cli cli) {
            this.cli = cli;
        }

        @Override
        public Integer call() {
            List<Letter> letters = new DeadLetters(cli.settings().bootstrapServers()).list();
            cli.console().result(letters, table(letters));
            return ExitCode.OK;
        }
    }

    /** Sends them again. */
    @Command(name = "replay", description = "Sends dead letters again to the topic where they were first.")
    static final class Replay implements Callable<Integer> {
        private final Cli cli;

        @ArgGroup(multiplicity = "1")
        private Chosen chosen;

        Replay(Cli cli) {
            this.cli = cli;
        }

        @Override
        public Integer call() {
            List<Letter> sent =
                    new DeadLetters(cli.settings().bootstrapServers()).replay(chosen.all ? List.of() : chosen.ids);
            cli.console().result(sent, table(sent));
            return ExitCode.OK;
        }
    }

    /** Which letters: named ones, or all. */
    static final class Chosen {
        @Parameters(paramLabel = "ID", description = "topic/partition/offset, as 'dead-letters list' shows it.")
        private List<String> ids = new ArrayList<>();

        @Option(names = "--all", description = "All of them.")
        private boolean all;
    }
}
