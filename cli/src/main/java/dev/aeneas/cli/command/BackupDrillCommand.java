package dev.aeneas.cli.command;

import dev.aeneas.cli.Cli;
import dev.aeneas.cli.rest.Answer;
import dev.aeneas.cli.rest.ServiceClient;
import dev.aeneas.cli.rest.Services;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code aeneas backup drill}: shows that a backup can be restored; ends with 1 when it could not be shown. */
@Command(
        name = "drill",
        description = "Restores a backup into a scratch cluster, compares every row with the backup's, and deletes the"
                + " cluster again.")
final class BackupDrillCommand extends BeginAndWait {
    @Mixin
    private AtCluster cluster;

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
        var body = new LinkedHashMap<String, Object>();
        body.put("drillId", "drill-" + UUID.randomUUID());
        body.put("backupId", backupId);
        body.put("scheduleName", scheduleName);
        body.put("store", store);
        body.put("region", region);
        body.put("nodeCount", nodes);
        body.put("sku", sku);
        body.put("timeout", giveUpAfter == null ? null : giveUpAfter.toString());
        return client.post(cluster.path("/restore-drills"), body);
    }
}
