package nl.laslink.domain;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** The domain stands below everything and on the JDK alone. */
class ArrowsTest {
    private static final JavaClasses DOMAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("nl.laslink.domain");

    @Test
    void dependsOnTheJdkOnly() {
        classes()
                .that()
                .resideInAPackage("nl.laslink.domain..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("nl.laslink.domain..", "java..")
                .because(
                        "rules are tested without AWS, JSON or a network: what a rule needs of the world is a port here,"
                                + " with its adapter in shared/platform or shared/uwlr")
                .check(DOMAIN);
    }

    @Test
    void hasNoCycleBetweenPackages() {
        slices().matching("nl.laslink.domain.(**)")
                .should()
                .beFreeOfCycles()
                .because("a reader of one package must not need another one that needs this one")
                .check(DOMAIN);
    }

    @Test
    void doesNoInputOrOutput() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net.http..", "java.nio.file..", "java.sql..", "java.util.logging..")
                .because("the domain decides; adapters do")
                .check(DOMAIN);
    }

    @Test
    void readsNoClock() {
        noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDate.class, "now")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(Clock.class, "systemDefaultZone")
                .because("a rule takes an Instant, a use case a Clock: then every test says what time it is")
                .check(DOMAIN);
    }
}
