package dev.aeneas.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static dev.aeneas.architecture.Code.existing;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** What everything stands on stands on nothing of ours. */
class FoundationArchitectureTest {

    @Test
    void contractsDependOnJacksonAndTheJdkOnly() {
        classes()
                .that(resideInAPackage(existing("dev.aeneas.contracts..")))
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage(existing("dev.aeneas.contracts.."), "java..", "com.fasterxml.jackson.."))
                .check(Code.ALL);
    }

    @Test
    void processesArePlain() {
        classes()
                .that(resideInAPackage(existing("dev.aeneas.platform.process..")))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        "dev.aeneas.platform.process..", existing("dev.aeneas.contracts.."), "java..", "org.slf4j.."))
                .check(Code.ALL);
    }

    @Test
    void whatAManagedClusterIsDoesNotDependOnHowItIsReached() {
        noClasses()
                .that(resideInAnyPackage(
                        existing("dev.aeneas.cassandra.ring.."),
                        existing("dev.aeneas.cassandra.token.."),
                        existing("dev.aeneas.cassandra.safety..")))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        existing("dev.aeneas.cassandra.jmx.."),
                        existing("dev.aeneas.cassandra.cql.."),
                        "com.datastax..",
                        "javax.management..",
                        "java.nio.file.."))
                .check(Code.ALL);
    }

    @Test
    void theFoundationKnowsNoService() {
        noClasses()
                .that(resideInAnyPackage(
                        existing("dev.aeneas.contracts.."),
                        existing("dev.aeneas.platform.."),
                        existing("dev.aeneas.cassandra..")))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        existing("dev.aeneas.provisioning.."),
                        existing("dev.aeneas.scaling.."),
                        existing("dev.aeneas.backup.."),
                        existing("dev.aeneas.failover..")))
                .check(Code.ALL);
    }

    @Test
    void aRuleAboutAPackageThatDoesNotExistFails() {
        assertThatThrownBy(() -> existing("dev.aeneas.nowhere.."))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("dev.aeneas.nowhere..");
    }
}
