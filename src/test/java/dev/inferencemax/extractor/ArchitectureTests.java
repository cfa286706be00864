package dev.inferencemax.extractor;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** The structure is what the architecture says it is. */
@AnalyzeClasses(packagesOf = ExtractorApplication.class, importOptions = DoNotIncludeTests.class)
class ArchitectureTests {

    @Test
    void everyModuleUsesOnlyThoseBelowItAndOnlyTheirFaces() {
        ApplicationModules.of(ExtractorApplication.class).verify();
    }

    @ArchTest
    static final ArchRule formatAndBenchmarkKnowNeitherSpringNorTheDatabase = noClasses()
            .that()
            .resideInAnyPackage("..format..", "..benchmark..")
            .and()
            .haveSimpleNameNotEndingWith("package-info")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "java.sql..", "javax.sql..");

    /** A format is told by its keys and its names, never by a date. */
    @ArchTest
    static final ArchRule noDateDecidesHowSomethingIsRead = noClasses()
            .that()
            .resideInAnyPackage("..format..", "..benchmark..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.time..");

    @ArchTest
    static final ArchRule onlyJobsAndTheirPartitionsKnowSpringBatch = noClasses()
            .that()
            .resideOutsideOfPackages("..job..", "..scaleout..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.springframework.batch..");

    /** Whoever writes past it would leave a dataset standing that is of yesterday. */
    @ArchTest
    static final ArchRule whatTheDatasetIsMadeFromIsWrittenThroughOneClass = noClasses()
            .that()
            .haveNameNotMatching(
                    ".*[.](Changes|(Published|Name|Answer|Listing|Notice)Ledger|DatabaseLock|RequestWindows)")
            .and()
            .haveNameNotMatching(
                    ".*[.](MergeResults|MeasurementDays|Comparisons)") // make what nothing else is made from
            .should()
            .callMethodWhere(target(nameMatching("update|batchUpdate|execute"))
                    .and(target(owner(resideInAPackage("org.springframework.jdbc.core..")))));

    @ArchTest
    static final ArchRule onlyTheObjectStoreKnowsTheSdk = noClasses()
            .that()
            .resideOutsideOfPackage("..objectstore..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("software.amazon..");

    @ArchTest
    static final ArchRule onlyTheTransportKnowsTheBroker = noClasses()
            .that()
            .resideOutsideOfPackage("..scaleout..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.jms..", "org.springframework.integration..", "io.github.bucket4j..");

    @ArchTest
    static final ArchRule noNameThatExplainsNothing =
            noClasses().should().haveNameMatching(".*(Utils?|Helper|Manager|Impl|Misc)");

    @ArchTest
    static final ArchRule noStaticState =
            fields().that().areStatic().should().beFinal().allowEmptyShould(true);

    @ArchTest
    static final ArchRule injectionByConstructorOnly =
            noFields().should().beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired");
}
