package nl.laslink.platform;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Arrows point down: functions → platform → domain. */
class ArrowsTest {
    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("nl.laslink.domain", "nl.laslink.platform");

    @Test
    void hasNoCycleBetweenPackages() {
        slices().matching("nl.laslink.platform.(**)")
                .should()
                .beFreeOfCycles()
                .because("a reader of one package must not need another one that needs this one")
                .check(OURS);
    }

    @Test
    void knowsNothingAbovePlatform() {
        classes()
                .that()
                .resideInAPackage("nl.laslink.platform..")
                .should()
                .onlyDependOnClassesThat(DescribedPredicate.describe(
                        "are of the platform, the domain or a library",
                        (JavaClass c) -> !c.getPackageName().startsWith("nl.laslink")
                                || c.getPackageName().startsWith("nl.laslink.platform")
                                || c.getPackageName().startsWith("nl.laslink.domain")))
                .because("the platform serves every function and may know none of them: what it needs of one"
                        + " is a port in shared/domain")
                .check(OURS);
    }

    @Test
    void keepsAwsInsideItsAdapters() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "nl.laslink.platform.http..",
                        "nl.laslink.platform.json..",
                        "nl.laslink.platform.log..",
                        "nl.laslink.platform.event..",
                        "nl.laslink.platform.config..",
                        "nl.laslink.platform.queue..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("software.amazon.awssdk..")
                .because("a function that calls no AWS service should not load the SDK: each class costs time at a"
                        + " cold start")
                .check(OURS);
    }

    @Test
    void readsNoEnvironmentVariable() {
        noClasses()
                .should()
                .callMethod(System.class, "getenv")
                .orShould()
                .callMethod(System.class, "getenv", String.class)
                .because("variables are read once, by a function's handler, into its config record; the emulator"
                        + " gives every function its own")
                .check(OURS);
    }
}
