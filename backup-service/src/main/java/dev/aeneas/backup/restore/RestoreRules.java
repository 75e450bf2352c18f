package dev.aeneas.backup.restore;

import dev.aeneas.backup.run.RingNode;
import dev.aeneas.backup.run.TableName;
import dev.aeneas.contracts.Refusal.Violation;
import dev.aeneas.contracts.RestoreCommand.IntoExisting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/** What must hold before a restore begins; every broken rule is told, never only the first. */
final class RestoreRules {
    private final RestorePolicy policy;

    RestoreRules(RestorePolicy policy) {
        this.policy = policy;
    }

    List<Violation> check(Survey survey) {
        var broken = new ArrayList<Violation>();
        survey.missing().forEach(file -> add(broken, "backupId", "is not whole: the store does not have " + file));
        broken.addAll(survey.start().violations());
        survey.busy()
                .forEach(what -> add(broken, "cluster", "must be left alone meanwhile; " + what + " is under way"));
        ring(survey, broken);
        version(survey, broken);
        names(survey, broken);
        if (survey.command().withRoles() && survey.backup().manifest().schema().roles() == null) {
            add(broken, "withRoles", "needs a backup with roles; this one was made without aeneas.backup.run.roles");
        }
        tables(survey, broken);
        var planned = ReplicationPlan.of(survey);
        broken.addAll(planned.violations());
        if (broken.isEmpty()) {
            space(survey, planned, broken);
        }
        return broken;
    }

    private static void ring(Survey survey, List<Violation> broken) {
        survey.ring().notNormal().forEach(node -> add(broken, "cluster", "must have every node Up/Normal; " + node));
        survey.ring().owners().stream()
                .map(RingNode::node)
                .filter(node -> !survey.freeBytes().containsKey(node.name()))
                .forEach(node -> add(broken, "cluster", "must answer at every node; " + node.name() + " does not"));
        if (!survey.ring().oneSchema()) {
            add(broken, "cluster", "must have one schema version on every node");
        }
    }

    private static void version(Survey survey, List<Violation> broken) {
        var was = survey.backup().manifest().schema().cassandraVersion();
        var is = survey.schema().cassandraVersion();
        if (major(is) < major(was)) {
            add(broken, "cluster", "runs Cassandra " + is + ", which does not read the files of " + was);
        }
    }

    private static int major(String version) {
        var digits = version.split("\\.", -1)[0];
        return digits.matches("[0-9]{1,4}") ? Integer.parseInt(digits) : 0;
    }

    private static void names(Survey survey, List<Violation> broken) {
        var schema = survey.backup().manifest().schema();
        var wanted = survey.backup().wanted(survey.naming());
        var command = survey.command();
        command.keyspaces().stream()
                .filter(k -> !schema.keyspaces().contains(k))
                .forEach(k -> add(broken, "keyspaces", "must be in the backup; '" + k + "' is not"));
        command.tables().stream()
                .filter(t -> wanted.stream().noneMatch(w -> w.toString().equals(t)))
                .forEach(t -> add(broken, "tables", "must be tables of the backup; '" + t + "' is none"));
        command.renameKeyspaces().keySet().stream()
                .filter(k -> wanted.stream().noneMatch(w -> w.keyspace().equals(k)))
                .forEach(k -> add(broken, "renameKeyspaces", "must be restored; '" + k + "' is not"));
        command.renameTables().keySet().stream()
                .filter(t -> wanted.stream().noneMatch(w -> w.toString().equals(t)))
                .forEach(t -> add(broken, "renameTables", "must be restored; '" + t + "' is not"));
        collisions(survey, wanted, broken);
    }

    private static void collisions(Survey survey, List<TableName> wanted, List<Violation> broken) {
        var taken = new HashMap<TableName, TableName>();
        for (var table : wanted) {
            var target = survey.naming().target(table);
            var other = taken.putIfAbsent(target, table);
            if (other != null) {
                add(broken, "renameTables", other + " and " + table + " would both be called " + target);
            }
        }
        if (wanted.isEmpty()) {
            add(broken, "tables", "must be at least one; the backup has none that is asked for");
        }
    }

    private static void tables(Survey survey, List<Violation> broken) {
        var here = survey.here();
        var text = survey.backup().schema();
        for (var table : survey.backup().wanted(survey.naming())) {
            var target = survey.naming().target(table);
            if (here.table(target).isPresent()) {
                existing(survey, target, broken);
                here.views(target)
                        .forEach(
                                view -> add(
                                        broken,
                                        target.toString(),
                                        "has the materialized view " + view
                                                + ", which an import does not update: drop it first; one that the backup has comes back"));
                SchemaDifference.of(
                                text.table(table).orElseThrow(),
                                here.table(target).orElseThrow())
                        .forEach(difference -> add(broken, target.toString(), difference));
            } else if (survey.schema().tables().contains(target)) {
                add(broken, target.toString(), "is a materialized view here");
            }
        }
    }

    private static void existing(Survey survey, TableName target, List<Violation> broken) {
        if (survey.command().intoExisting() == IntoExisting.FAIL) {
            add(
                    broken,
                    "intoExisting",
                    target
                            + " is there already: ask for TRUNCATE (its rows go) or MERGE (newer writes and deletions win),"
                            + " or rename it");
        }
    }

    private void space(Survey survey, ReplicationPlan planned, List<Violation> broken) {
        var plan = RestorePlan.of(survey.backup(), survey.naming(), planned.target(survey));
        for (var node : plan.nodes()) {
            long free = survey.freeBytes().getOrDefault(node.node().name(), 0L);
            long needed = policy.neededBytes(node) + logBytes(survey, node);
            if (free < needed) {
                add(
                        broken,
                        node.node().name(),
                        "needs " + needed + " bytes free on its disk for " + node.bytes() + " bytes of files; has "
                                + free);
            }
        }
    }

    /** A log is there as it was shipped, and as the files that are made of it; one node holds the logs of others meanwhile. */
    private static long logBytes(Survey survey, NodePlan node) {
        return node.logs().isEmpty()
                ? 0
                : 3
                        * survey.start().logBytes().values().stream()
                                .mapToLong(Long::longValue)
                                .sum();
    }

    private static void add(List<Violation> broken, String field, String rule) {
        broken.add(new Violation(field, rule));
    }
}
