package dev.aeneas.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aeneas.cli.Cli;
import dev.aeneas.cli.rest.ServiceClient;
import dev.aeneas.cli.rest.Services;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code aeneas failover stop|resume|acknowledge|abort-failover}: what people say to hold failovers back, or to let them go on. */
final class FailoverHold {
    private FailoverHold() {}

    /** The stop switch of all clusters. */
    @Command(
            name = "stop",
            description = "From now on no failover of any cluster begins by itself; you are asked instead.")
    static final class Stop extends AskAndShow {
        @Option(
                names = "--reason",
                required = true,
                paramLabel = "TEXT",
                description = "Why; said whenever one is held.")
        private String reason;

        Stop(Cli cli) {
            super(cli, Services::failover);
        }

        @Override
        JsonNode ask(ServiceClient client) {
            return client.post("/failovers/stop", Map.of("reason", reason)).body();
        }
    }

    /** Takes it back. */
    @Command(name = "resume", description = "Policies act again from now on.")
    static final class Resume extends AskAndShow {
        @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "resumed by hand", description = "Why.")
        private String reason;

        Resume(Cli cli) {
            super(cli, Services::failover);
        }

        @Override
        JsonNode ask(ServiceClient client) {
            return client.post("/failovers/resume", Map.of("reason", reason)).body();
        }
    }

    /** Ends the block window. */
    @Command(
            name = "acknowledge",
            description = "Says that you have seen a failover: the next one need not wait for the block window.")
    static final class Acknowledge extends AskAndShow {
        @Mixin
        private AtRun run;

        @Option(names = "--by", paramLabel = "NAME", defaultValue = "${sys:user.name}", description = "Who you are.")
        private String by;

        Acknowledge(Cli cli) {
            super(cli, Services::failover);
        }

        @Override
        JsonNode ask(ServiceClient client) {
            return client.post(run.path("failovers") + "/acknowledge", Map.of("by", by))
                    .body();
        }
    }

    /** Ends an open run. */
    @Command(
            name = "abort-failover",
            description = "Ends an open failover where it stands: growth stops at its next safe point, clients stay.")
    static final class Abort extends AskAndShow {
        @Mixin
        private AtRun run;

        @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why; kept in the journal.")
        private String reason;

        Abort(Cli cli) {
            super(cli, Services::failover);
        }

        @Override
        JsonNode ask(ServiceClient client) {
            return client.post(run.path("failovers") + "/abort", Map.of("reason", reason))
                    .body();
        }
    }
}
