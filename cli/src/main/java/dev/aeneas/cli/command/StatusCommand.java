package dev.aeneas.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aeneas.cli.Cli;
import dev.aeneas.cli.Console;
import dev.aeneas.cli.Console.Table;
import dev.aeneas.cli.ExitCode;
import dev.aeneas.cli.rest.ClusterJson;
import dev.aeneas.cli.stack.ComponentStatus;
import dev.aeneas.cli.stack.ComponentStatus.State;
import dev.aeneas.cli.stack.LocalStack;
import dev.aeneas.cli.stack.ManagedNodes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code aeneas status}: what runs, and the clusters that there are. Exit code 4 unless all is ready. */
@Command(
        name = "status",
        description = "Shows the components of the stack and the clusters; exit code 4 unless all is ready.")
public final class StatusCommand implements Callable<Integer> {
    private final Cli cli;

    StatusCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() {
        Console console = cli.console();
        List<ComponentStatus> components = ComponentStatus.of(new LocalStack(cli.home(), cli.settings()).components());
        int nodes = new ManagedNodes(cli.home()).running().size();
        Optional<JsonNode> clusters = clusters(components);
        var json = new LinkedHashMap<String, Object>();
        json.put("home", cli.home().folder().toString());
        json.put("components", components);
        json.put("managedNodesRunning", nodes);
        json.put("clusters", clusters.<Object>map(ClusterJson::itemsOf).orElse(List.of()));
        console.result(json, table(components));
        console.line("State folder " + cli.home().folder() + "; managed nodes running: " + nodes);
        clusters.filter(found -> !console.isJson()).ifPresent(found -> console.result(found, Clusters.table(found)));
        boolean ready = components.stream().allMatch(one -> one.state() == State.READY);
        return ready ? ExitCode.OK : ExitCode.UNAVAILABLE;
    }

    private Optional<JsonNode> clusters(List<ComponentStatus> components) {
        boolean provisioningReady =
                components.stream().anyMatch(one -> one.name().equals("provisioning") && one.state() == State.READY);
        return provisioningReady ? cli.services().provisioning().find("/clusters") : Optional.empty();
    }

    private static Table table(List<ComponentStatus> components) {
        return new Table(
                List.of("component", "state", "endpoint", "pid", "uptime", "memory"),
                components.stream()
                        .map(one -> List.of(
                                one.name(),
                                one.state().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                                one.endpoint(),
                                one.pid() == null ? "–" : one.pid().toString(),
                                one.uptime() == null ? "–" : Texts.uptime(one.uptime()),
                                one.rssBytes() == null ? "–" : Texts.mebibytes(one.rssBytes())))
                        .toList());
    }
}
