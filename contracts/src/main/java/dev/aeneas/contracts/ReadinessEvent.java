package dev.aeneas.contracts;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Whether a failover would work today, as failover-service finds out all the time. */
public sealed interface ReadinessEvent extends FailoverEvent {

    /**
     * The answer, or a reason for it, is another than before.
     *
     * @param level of the gravest finding; green without any
     * @param growth how long the standby would take to grow to its target, as scaling forecasts it; null: not known, or
     *     there is nothing to grow
     */
    record ReadinessChanged(
            ClusterName cluster, Level level, List<Finding> findings, Duration growth, Instant checkedAt)
            implements ReadinessEvent {
        public ReadinessChanged {
            Require.present("cluster", cluster);
            Require.present("level", level);
            findings = Require.list("findings", findings);
            Require.present("checkedAt", checkedAt);
        }
    }

    /** How a failover would go today. */
    enum Level {
        /** As promised. */
        GREEN,
        /** It would go, with a risk or a loss that could be avoided. */
        YELLOW,
        /** It would not. */
        RED
    }

    /**
     * One reason why it would not go as promised.
     *
     * @param level {@code YELLOW} or {@code RED}
     * @param check stable name of the rule, in words with underscores
     * @param subject what it is about: a keyspace, a datacenter, a region
     * @param sentence what is wrong, with names and numbers
     * @param remedy what to do about it
     */
    record Finding(Level level, String check, String subject, String sentence, String remedy) {
        public Finding {
            Require.present("level", level);
            Require.text("check", check);
            Require.text("subject", subject);
            Require.text("sentence", sentence);
            Require.text("remedy", remedy);
        }
    }
}
