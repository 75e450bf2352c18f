package dev.aeneas.cli.command;

import dev.aeneas.contracts.FaultKind;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** What a drill is asked for, now or on a schedule. */
final class DrillOptions {
    @Option(names = "--lose", required = true, paramLabel = "REGION", description = "Where clients are now.")
    private String region;

    @Option(
            names = "--by",
            defaultValue = "KILL",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}); not every provider can do each.")
    private FaultKind by;

    @Option(names = "--dry", description = "Touches nothing: says whether it would begin, and the forecast.")
    private boolean dry;

    @Option(
            names = "--max-duration",
            paramLabel = "DURATION",
            description = "The region is given back then, whatever happens, e.g. 20m (default: 15m).")
    private Duration maxDuration;

    @Option(
            names = "--hold",
            paramLabel = "DURATION",
            description = "How long all must stay well before the region is given back (default: 10s).")
    private Duration hold;

    @Option(names = "--rto", paramLabel = "DURATION", description = "What was promised; the verdict is about it.")
    private Duration rto;

    @Option(names = "--rpo", paramLabel = "DURATION", description = "As --rto, for how far back writes may be lost.")
    private Duration rpo;

    @Option(names = "--stay", description = "Leave clients where the failover sends them.")
    private boolean stay;

    @Option(
            names = "--workload",
            description =
                    "Aeneas itself writes meanwhile, at the consistency that the policy promises, and counts what was lost, from before the loss until clients are back.")
    private boolean workload;

    Map<String, Object> body() {
        var body = new LinkedHashMap<String, Object>();
        body.put("region", region);
        body.put("by", by);
        body.put("dry", dry);
        body.put("maxDuration", maxDuration);
        body.put("hold", hold);
        body.put("rto", rto);
        body.put("rpo", rpo);
        body.put("failBack", !stay);
        body.put("workload", workload);
        return body;
    }
}
