package dev.aeneas.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.PackageMatcher;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/** Every class of ours that is shipped. */
final class Code {
    static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.aeneas");

    private Code() {}

    /** A package pattern that is known to hold classes: a rule about an empty package would always hold. */
    static String existing(String pattern) {
        var matcher = PackageMatcher.of(pattern);
        assertThat(ALL.stream().filter(type -> matcher.matches(type.getPackageName())))
                .as("classes in " + pattern)
                .isNotEmpty();
        return pattern;
    }
}
