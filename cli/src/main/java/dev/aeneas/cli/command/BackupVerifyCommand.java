package dev.aeneas.cli.command;

import dev.aeneas.cli.Cli;
import dev.aeneas.cli.rest.Answer;
import dev.aeneas.cli.rest.ServiceClient;
import dev.aeneas.cli.rest.Services;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code aeneas backup verify}: reads a backup back from its store; ends with 1 when something is not what was stored. */
@Command(name = "verify", description = "Reads a backup back and compares it with what was stored.")
final class BackupVerifyCommand extends BeginAndWait {
    @Mixin
    private AtBackup backup;

    @Option(
            names = "--percent",
            paramLabel = "N",
            description =
                    "Of its files, at least one of each table of each node (default: as the service is set; 100: all).")
    private Integer percent;

    @Option(
            names = "--store",
            paramLabel = "STORE",
            description = "Which of those that have it (default: the one that it was made into).")
    private String store;

    BackupVerifyCommand(Cli cli) {
        super(cli, Services::backup);
    }

    @Override
    Answer begin(ServiceClient client) {
        var query = new StringJoiner("&", "?", "").setEmptyValue("");
        if (percent != null) {
            query.add("percent=" + percent);
        }
        if (store != null) {
            query.add("store=" + URLEncoder.encode(store, StandardCharsets.UTF_8));
        }
        return client.post(backup.path("/verification" + query));
    }
}
