package nl.laslink.uwlr;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "nl.laslink.uwlr", importOptions = ImportOption.DoNotIncludeTests.class)
class ArrowsTest {
    @ArchTest
    static final ArchRule KNOWS_DOMAIN_AND_JDK_ONLY = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "javax.xml..", "javax.net..", "nl.laslink.domain..", "nl.laslink.uwlr..")
            .because("the wire knows no AWS, no JSON and no log; what a call came to is told by its outcome");

    @ArchTest
    static final ArchRule HAS_NO_CYCLE_BETWEEN_PACKAGES = slices().matching("nl.laslink.uwlr.(**)")
            .should()
            .beFreeOfCycles()
            .because("a reader of one package must not need another one that needs this one");
}
