package dev.aeneas.failover.readiness;

import dev.aeneas.contracts.ReadinessEvent.Finding;
import dev.aeneas.contracts.ReadinessEvent.Level;
import java.util.stream.Stream;

/** What must hold for a failover to go as promised; names in capitals are the stable names of checks. */
@FunctionalInterface
interface ReadinessRule {
    Stream<Finding> check(ReadinessFacts facts);

    static Finding red(String check, String subject, String sentence, String remedy) {
        return new Finding(Level.RED, check, subject, sentence, remedy);
    }

    static Finding yellow(String check, String subject, String sentence, String remedy) {
        return new Finding(Level.YELLOW, check, subject, sentence, remedy);
    }
}
