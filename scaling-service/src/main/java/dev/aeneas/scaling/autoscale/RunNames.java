package dev.aeneas.scaling.autoscale;

import java.util.Optional;
import java.util.regex.Pattern;

/** Names of the runs that policies ask for; names of clusters and datacenters hold no hyphen. */
final class RunNames {
    private static final Pattern NAME = Pattern.compile("autoscale-([A-Za-z0-9_]+)-([A-Za-z0-9_]+)-[0-9]+");

    private RunNames() {}

    static String of(Autoscaling state) {
        return "autoscale-" + state.cluster() + "-" + state.datacenter() + "-"
                + (state.course().runs() + 1);
    }

    /** The process that a run belongs to; null where no policy asked for the run. */
    static String process(String runId) {
        return Optional.ofNullable(runId)
                .map(NAME::matcher)
                .filter(name -> name.matches())
                .map(name -> name.group(1) + "/" + name.group(2))
                .orElse(null);
    }
}
