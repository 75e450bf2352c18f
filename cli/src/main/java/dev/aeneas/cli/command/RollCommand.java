package dev.aeneas.cli.command;

import dev.aeneas.cli.Cli;
import dev.aeneas.cli.CliException;
import dev.aeneas.cli.ExitCode;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code aeneas datacenter roll …}: another configuration or patch version, one rack after the other. */
@Command(
        name = "roll",
        description = "Restarts one rack after the other with other settings or another patch version of Cassandra.")
final class RollCommand extends BeginChange {
    @Option(
            names = "--set",
            paramLabel = "SETTING=VALUE",
            description = "A setting of cassandra.yaml; those given replace all that were changed before.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(names = "--reset", description = "Every setting as the provider has it.")
    private boolean reset;

    @Option(names = "--cassandra", paramLabel = "VERSION", description = "Cassandra's version (default: as it is).")
    private String version;

    @Option(names = "--rack", paramLabel = "RACK", description = "The rack to begin with.")
    private String firstRack;

    RollCommand(Cli cli) {
        super(cli);
    }

    @Override
    Map<String, Object> change() {
        if (reset && !settings.isEmpty()) {
            throw new CliException(ExitCode.USAGE, "--set and --reset exclude each other");
        }
        if (!reset && settings.isEmpty() && version == null) {
            throw new CliException(ExitCode.USAGE, "--set, --reset or --cassandra is required");
        }
        var change = new LinkedHashMap<String, Object>();
        change.put("change", "RollNodes");
        change.put("settings", reset || !settings.isEmpty() ? settings : null);
        change.put("version", version);
        change.put("firstRack", firstRack);
        return change;
    }
}
