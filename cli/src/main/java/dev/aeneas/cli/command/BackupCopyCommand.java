package dev.aeneas.cli.command;

import dev.aeneas.cli.Cli;
import dev.aeneas.cli.rest.Answer;
import dev.aeneas.cli.rest.ServiceClient;
import dev.aeneas.cli.rest.Services;
import java.util.LinkedHashMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code aeneas backup copy …}: a backup in a second store. */
@Command(name = "copy", description = "Copies a complete backup into another store; again: goes on where it ended.")
final class BackupCopyCommand extends BeginAndWait {
    @Mixin
    private AtBackup backup;

    @Option(names = "--store", description = "Where the backup is (default: the default store).")
    private String store;

    @Option(names = "--to", required = true, description = "Name of the other store in backup-service's settings.")
    private String copyTo;

    BackupCopyCommand(Cli cli) {
        super(cli, Services::backup);
    }

    @Override
    Answer begin(ServiceClient client) {
        var body = new LinkedHashMap<String, Object>();
        body.put("store", store);
        body.put("copyTo", copyTo);
        return client.post(backup.path("/copies"), body);
    }
}
