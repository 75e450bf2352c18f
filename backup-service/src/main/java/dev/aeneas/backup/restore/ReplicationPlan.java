package dev.aeneas.backup.restore;

import dev.aeneas.backup.restore.cql.Replicas;
import dev.aeneas.contracts.Refusal.Violation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How each keyspace is replicated at the target: as it is there, or as it will be created.
 *
 * @param created keyspaces, named as there, that are to be created
 * @param notes for people, where it is not as in the backup
 */
record ReplicationPlan(
        Map<String, Replicas> replication, List<String> created, List<String> notes, List<Violation> violations) {

    static ReplicationPlan of(Survey survey) {
        var plan = new ReplicationPlan(new TreeMap<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        survey.backup().wanted(survey.naming()).stream()
                .map(table -> table.keyspace())
                .distinct()
                .forEach(keyspace -> plan.add(survey, keyspace));
        return plan;
    }

    private void add(Survey survey, String source) {
        var target = survey.naming().keyspace(source);
        var present = survey.here().keyspace(target);
        if (present.isPresent()) {
            replication.put(target, present.get());
            return;
        }
        var was = survey.backup().schema().keyspace(source).orElseThrow();
        created.add(target);
        replication.put(
                target, was.byDatacenter() ? byDatacenter(survey, target, was) : everywhere(survey, target, was));
    }

    /** A keyspace that was replicated along the ring becomes one that is replicated in each datacenter. */
    private Replicas everywhere(Survey survey, String keyspace, Replicas was) {
        var replicas = inEach(survey, was.alongRing());
        notes.add(keyspace + " was not replicated by datacenter; it will be: " + replicas.cql());
        return replicas;
    }

    private static Replicas inEach(Survey survey, int factor) {
        int wanted = wanted(survey, factor);
        return new Replicas(nodes(survey).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> Math.min(entry.getValue(), wanted))));
    }

    private static int wanted(Survey survey, int factor) {
        var replicas = survey.command().replicas();
        return replicas == null ? factor : Math.min(factor, replicas);
    }

    private Replicas byDatacenter(Survey survey, String keyspace, Replicas was) {
        var without = survey.command().withoutDatacenters();
        if (without.containsAll(was.factors().keySet())) {
            var replicas = inEach(survey, Collections.max(was.factors().values()));
            notes.add(keyspace + " was replicated only where it is not to be; it will be: " + replicas.cql());
            return replicas;
        }
        var nodes = nodes(survey);
        var factors = new TreeMap<String, Integer>();
        was.factors().forEach((old, all) -> {
            if (without.contains(old)) {
                notes.add(keyspace + " was replicated in " + old + " too, which has no counterpart here");
                return;
            }
            int factor = wanted(survey, all);
            var datacenter = survey.naming().datacenter(old);
            int here = nodes.getOrDefault(datacenter, 0);
            if (here == 0) {
                missing(survey, keyspace, old);
            } else {
                factors.put(datacenter, Math.min(factor, here));
                if (factor > here) {
                    notes.add(keyspace + " had " + factor + " replicas in " + old + "; " + datacenter
                            + " has nodes for " + here);
                }
            }
        });
        return new Replicas(factors);
    }

    private void missing(Survey survey, String keyspace, String old) {
        violations.add(new Violation(
                "datacenters",
                keyspace + " was replicated in '" + old + "', and '"
                        + survey.naming().datacenter(old)
                        + "' is no datacenter of " + survey.command().cluster() + ": name one of "
                        + nodes(survey).keySet() + " for it, do without it (withoutDatacenters), or create the keyspace"
                        + " first"));
    }

    private static Map<String, Integer> nodes(Survey survey) {
        return survey.ring().owners().stream()
                .collect(Collectors.toMap(n -> n.node().datacenter(), n -> 1, Integer::sum, TreeMap::new));
    }

    RestoreTarget target(Survey survey) {
        return new RestoreTarget(
                survey.ring().owners(),
                Map.copyOf(replication),
                survey.start().logBytes().keySet());
    }
}
