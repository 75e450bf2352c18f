package dev.aeneas.failover.policy;

import dev.aeneas.contracts.AutoscalePolicy.Window;
import dev.aeneas.contracts.FailoverTerms;
import dev.aeneas.contracts.FailoverTerms.AllowedHours;
import dev.aeneas.contracts.FailoverTerms.Hook;
import dev.aeneas.contracts.FailoverTerms.Levels;
import dev.aeneas.contracts.Refusal.Violation;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What the terms of a policy must obey, whatever the cluster is; every broken rule is told, never only the first. */
final class TermRules {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration HOOK_TIMEOUT_MAX = Duration.ofSeconds(60);
    private static final int HOOKS_MAX = 8;
    private static final int WINDOWS_MAX = 32;
    private static final int SKUS_MAX = 5;
    private static final Set<String> WRITES =
            Set.of("ANY", "ONE", "TWO", "THREE", "QUORUM", "ALL", "LOCAL_QUORUM", "EACH_QUORUM", "LOCAL_ONE");
    private static final Set<String> READS =
            Set.of("ONE", "TWO", "THREE", "QUORUM", "ALL", "LOCAL_QUORUM", "LOCAL_ONE", "SERIAL", "LOCAL_SERIAL");

    /** Those that one datacenter answers alone. */
    private static final Set<String> LOCAL = Set.of("LOCAL_QUORUM", "LOCAL_ONE", "LOCAL_SERIAL", "ONE", "ANY");

    private final List<Violation> violations = new ArrayList<>();

    private TermRules() {}

    static List<Violation> broken(FailoverTerms terms) {
        var rules = new TermRules();
        rules.duration("terms.rto", terms.rto(), DAY);
        rules.duration("terms.rpo", terms.rpo(), DAY);
        rules.duration("terms.block", terms.block(), WEEK);
        if (terms.hours() != null) {
            rules.hours(terms.hours());
        }
        rules.hooks(terms.hooks());
        if (terms.consistency() != null) {
            rules.levels("terms.consistency.before", terms.consistency().before(), false);
            rules.levels("terms.consistency.during", terms.consistency().during(), true);
        }
        boolean tooMany = terms.planB() != null && terms.planB().skus().size() > SKUS_MAX;
        rules.broken(tooMany, "terms.planB.skus", "must not be more than " + SKUS_MAX);
        return List.copyOf(rules.violations);
    }

    private void duration(String field, Duration value, Duration max) {
        broken(
                value != null && (value.isNegative() || value.compareTo(max) > 0),
                field,
                "must be from nothing to " + max + "; was " + value);
    }

    private void hours(AllowedHours hours) {
        broken(hours.windows().size() > WINDOWS_MAX, "terms.hours.windows", "must not be more than " + WINDOWS_MAX);
        for (int i = 0; i < hours.windows().size(); i++) {
            window("terms.hours.windows[" + i + "]", hours.windows().get(i));
        }
        try {
            ZoneId.of(hours.timeZone());
        } catch (DateTimeException e) {
            broken(
                    true,
                    "terms.hours.timeZone",
                    "must be an IANA time zone such as Europe/Rome; was '" + hours.timeZone() + "'");
        }
    }

    private void window(String field, Window window) {
        var open = window.duration();
        broken(
                open == null || open.isNegative() || open.isZero() || open.compareTo(WEEK) > 0,
                field + ".duration",
                "must be more than nothing and at most " + WEEK + "; was " + open);
        if (window.cronExpression() == null) {
            broken(true, field + ".cronExpression", "is required");
            return;
        }
        try {
            AllowedTimes.parse(window.cronExpression());
        } catch (IllegalArgumentException e) {
            broken(true, field + ".cronExpression", "must be five Unix fields: " + e.getMessage());
        }
    }

    private void hooks(List<Hook> hooks) {
        broken(hooks.size() > HOOKS_MAX, "terms.hooks", "must not be more than " + HOOKS_MAX);
        for (int i = 0; i < hooks.size(); i++) {
            var hook = hooks.get(i);
            var field = "terms.hooks[" + i + "]";
            broken(!isHttp(hook.url()), field + ".url", "must be an http or https URL; was '" + hook.url() + "'");
            broken(
                    hook.timeout().isNegative()
                            || hook.timeout().isZero()
                            || hook.timeout().compareTo(HOOK_TIMEOUT_MAX) > 0,
                    field + ".timeout",
                    "must be more than nothing and at most " + HOOK_TIMEOUT_MAX + "; was " + hook.timeout());
        }
    }

    private static boolean isHttp(String url) {
        try {
            var uri = URI.create(url);
            return uri.getHost() != null && Set.of("http", "https").contains(uri.getScheme());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private void levels(String field, Levels levels, boolean oneDatacenter) {
        if (levels != null) {
            level(field + ".write", levels.write(), WRITES, oneDatacenter);
            level(field + ".read", levels.read(), READS, oneDatacenter);
        }
    }

    private void level(String field, String level, Set<String> known, boolean oneDatacenter) {
        if (!known.contains(level)) {
            broken(
                    true,
                    field,
                    "must be one of Cassandra's levels "
                            + known.stream().sorted().toList() + "; was '" + level + "'");
        } else {
            broken(
                    oneDatacenter && !LOCAL.contains(level),
                    field,
                    "must be a level that one datacenter answers alone; " + level + " may need the lost one");
        }
    }

    private void broken(boolean isBroken, String field, String rule) {
        if (isBroken) {
            violations.add(new Violation(field, rule));
        }
    }
}
