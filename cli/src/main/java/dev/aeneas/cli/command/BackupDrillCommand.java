package dev.aeneas.cli.command;

import dev.aeneas.cli.Cli;
import dev.aeneas.cli.rest.Answer;
import dev.aeneas.cli.rest.ServiceClient;
import dev.aeneas.cli.rest.Services;
import dev.aeneas.contracts.ClusterName;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code aeneas backup drill}: shows that a backup can be restored; ends with 1 when it could not be shown. */
@Command(
        name = "drill",
        description = "Restores a backup into a scratch cluster, compares every row with the backup's, and deletes the"
                + " cluster again.",
        subcommands = BackupDrillCommand.Abort.class)
final class BackupDrillCommand extends BeginAndWait {
    @Spec
    private CommandSpec spec;

    // not required of whoever asks for the command below this one
    @Parameters(index = "0", arity = "0..1", paramLabel = "CLUSTER", converter = Names.OfCluster.class)
    private ClusterName cluster;

    @Parameters(index = "1", arity = "0..1", paramLabel = "BACKUP", description = "Default: the newest of the store.")
    private String backupId;

    @Option(names = "--of-schedule", paramLabel = "NAME", description = "Without BACKUP: the newest of this schedule.")
    private String scheduleName;

    @Option(names = "--store", paramLabel = "STORE", description = "Where the backup is (default: the default store).")
    private String store;

    @Option(names = "--region", description = "Of the scratch cluster (default: that of the first datacenter).")
    private String region;

    @Option(
            names = "--nodes",
            paramLabel = "N",
            description = "Of the scratch cluster; each fetches nearly the whole backup (default: 1).")
    private Integer nodes;

    @Option(names = "--sku", description = "Of its nodes (default: that of the first datacenter).")
    private String sku;

    @Option(
            names = "--give-up-after",
            paramLabel = "DURATION",
            description = "E.g. 2h (default: as the service is set); the scratch cluster is deleted then.")
    private Duration giveUpAfter;

    BackupDrillCommand(Cli cli) {
        super(cli, Services::backup);
    }

    @Override
    Answer begin(ServiceClient client) {
        if (cluster == null) {
            throw new ParameterException(spec.commandLine(), "Missing required parameter: 'CLUSTER'");
        }
        var body = new LinkedHashMap<String, Object>();
        body.put("drillId", "drill-" + UUID.randomUUID());
        body.put("backupId", backupId);
        body.put("scheduleName", scheduleName);
        body.put("store", store);
        body.put("region", region);
        body.put("nodeCount", nodes);
        body.put("sku", sku);
        body.put("timeout", giveUpAfter == null ? null : giveUpAfter.toString());
        return client.post("/clusters/" + cluster + "/restore-drills", body);
    }

    /** Ends one now. */
    @Command(
            name = "abort",
            description = "Ends the restore drill that runs: its restore at the next safe point, then its cluster.")
    static final class Abort extends AskToAbort {
        @Mixin
        private final AtDrill drill = new AtDrill("restore-drills", "./aeneas backup drill %s");

        Abort(Cli cli) {
            super(cli, Services::backup);
        }

        @Override
        String path(ServiceClient client) {
            return drill.path(client);
        }
    }
}
