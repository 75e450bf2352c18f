package dev.aeneas.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aeneas.cli.CliException;
import dev.aeneas.cli.rest.ServiceClient;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** A cluster and one of its drills, as the first two positional parameters; unless it is named, the newest one. */
final class AtDrill {
    private final String kind;
    private final String howToBegin;

    @Mixin
    private AtCluster cluster;

    @Parameters(index = "1", arity = "0..1", paramLabel = "DRILL", description = "Default: the newest one.")
    private String drillId;

    /**
     * A drill of a kind.
     *
     * @param kind e.g. {@code restore-drills}
     * @param howToBegin for whom there is none yet: a command, with {@code %s} for the cluster
     */
    AtDrill(String kind, String howToBegin) {
        this.kind = kind;
        this.howToBegin = howToBegin;
    }

    String path(ServiceClient client) {
        var drills = cluster.path("/" + kind);
        return drills + "/" + (drillId == null ? newest(client.get(drills)) : drillId);
    }

    private String newest(JsonNode drills) {
        if (drills.isEmpty()) {
            throw CliException.failed("cluster " + cluster.name() + " had no " + kind.replace('-', ' ') + " yet: "
                    + howToBegin.formatted(cluster.name()));
        }
        return drills.get(0).path("drillId").asText();
    }
}
