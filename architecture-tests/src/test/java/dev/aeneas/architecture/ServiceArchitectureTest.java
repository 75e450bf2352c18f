package dev.aeneas.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static dev.aeneas.architecture.Code.existing;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Feature packages are plain; adapters know technology; services do not know each other. */
class ServiceArchitectureTest {
    private static final List<String> SERVICES = List.of("provisioning", "scaling", "backup", "failover");

    /** What a managed cluster looks like: values, ports, tokens and rules, without the ways to reach it. */
    private static final String[] PLAIN_CASSANDRA = {
        "dev.aeneas.cassandra.ring..",
        "dev.aeneas.cassandra.node..",
        "dev.aeneas.cassandra.token..",
        "dev.aeneas.cassandra.safety..",
        "dev.aeneas.cassandra.setting.."
    };

    private static DescribedPredicate<JavaClass> featuresOf(String service) {
        var root = existing("dev.aeneas." + service + "..");
        var adapters = existing("dev.aeneas." + service + ".adapter..");
        var config = resideInAPackage("dev.aeneas." + service).and(simpleNameEndingWith("Config"));
        return resideInAPackage(root)
                .and(not(resideInAPackage(adapters)))
                .and(not(config))
                .and(not(nestedInConfig(service)))
                .as("features of " + service + "-service");
    }

    private static DescribedPredicate<JavaClass> nestedInConfig(String service) {
        return DescribedPredicate.describe("nested in configuration", type -> type.getName()
                .matches("dev\\.aeneas\\." + service + "\\.\\w+Config\\$.*"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"provisioning", "scaling", "backup", "failover"})
    void featuresDependOnMessagesProcessesClusterValuesAndTheJdk(String service) {
        var allowed = Stream.concat(
                        Stream.of(
                                existing("dev.aeneas." + service + ".."),
                                existing("dev.aeneas.contracts.."),
                                existing("dev.aeneas.platform.process.."),
                                "java..",
                                "org.slf4j..",
                                "com.fasterxml.jackson.annotation.."),
                        Stream.concat(Stream.of(PLAIN_CASSANDRA).map(Code::existing), extraOf(service)))
                .toArray(String[]::new);

        classes()
                .that(featuresOf(service))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(allowed))
                .check(Code.ALL);
    }

    /** Libraries that a feature is made of, each for a reason. */
    private static Stream<String> extraOf(String service) {
        // a schedule and a policy's window are cron expressions, and what one means is the library's knowledge
        return service.equals("provisioning") ? Stream.of() : Stream.of("com.cronutils..");
    }

    @ParameterizedTest
    @ValueSource(strings = {"provisioning", "scaling", "backup", "failover"})
    void featuresDoNotSeeTheirAdapters(String service) {
        noClasses()
                .that(featuresOf(service))
                .should()
                .dependOnClassesThat(resideInAPackage(existing("dev.aeneas." + service + ".adapter..")))
                .check(Code.ALL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"provisioning", "scaling", "backup", "failover"})
    void featuresTouchNoFilesAndNoSockets(String service) {
        noClasses()
                .that(featuresOf(service))
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.nio.file..", "java.nio.channels..", "java.rmi.."))
                .orShould()
                .dependOnClassesThat(DescribedPredicate.describe("are files or sockets", type -> List.of(
                                "java.io.File", "java.net.Socket", "java.net.ServerSocket", "java.lang.Process")
                        .contains(type.getName())))
                .check(Code.ALL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"provisioning", "scaling", "backup", "failover"})
    void servicesNeverImportEachOther(String service) {
        var others = SERVICES.stream()
                .filter(other -> !other.equals(service))
                .map(other -> existing("dev.aeneas." + other + ".."))
                .toArray(String[]::new);

        noClasses()
                .that(resideInAPackage(existing("dev.aeneas." + service + "..")))
                .should()
                .dependOnClassesThat(resideInAnyPackage(others))
                .check(Code.ALL);
    }

    @Test
    void onlyProvisioningTouchesLocalProcesses() {
        noClasses()
                .that(resideInAnyPackage(
                        existing("dev.aeneas.scaling.."),
                        existing("dev.aeneas.backup.."),
                        existing("dev.aeneas.failover..")))
                .should()
                .dependOnClassesThat(resideInAPackage(existing("dev.aeneas.local..")))
                .check(Code.ALL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"provisioning", "scaling", "backup", "failover"})
    void featurePackagesAreFreeOfCycles(String service) {
        SlicesRuleDefinition.slices()
                .matching(existing("dev.aeneas." + service + "..").replaceFirst("\\.\\.$", ".(*).."))
                .should()
                .beFreeOfCycles()
                .check(Code.ALL);
    }
}
