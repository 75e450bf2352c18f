package dev.aeneas.failover.readiness;

import dev.aeneas.contracts.ReadinessEvent.Finding;
import dev.aeneas.contracts.ReadinessEvent.Level;
import java.util.stream.Stream;

/** What must hold for a failover to go as promised. */
@FunctionalInterface
interface ReadinessRule {
    Stream<Finding> check(ReadinessFacts facts);

    static Finding red(Check check, String subject, String sentence, String remedy) {
        return new Finding(Level.RED, check.name(), subject, sentence, remedy);
    }

    static Finding yellow(Check check, String subject, String sentence, String remedy) {
        return new Finding(Level.YELLOW, check.name(), subject, sentence, remedy);
    }
}
