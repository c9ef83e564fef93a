package farm.vidstyle.local;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows between the modules: downwards only, and services never to each other. */
@AnalyzeClasses(
        packages = "farm.vidstyle",
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.NoTestJars.class})
class ArchitectureTest {
    /** In a whole build the other modules' tests come as jars, which the usual option takes for production code. */
    static final class NoTestJars implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar");
        }
    }

    @ArchTest
    static final ArchRule arrowsPointDownwards = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("farm")
            .definedBy("farm.vidstyle.farm..")
            .layer("video")
            .definedBy("farm.vidstyle.video..")
            .layer("networks")
            .definedBy("farm.vidstyle.networks..")
            .layer("worker")
            .definedBy("farm.vidstyle.worker..")
            .layer("ingest")
            .definedBy("farm.vidstyle.ingest..")
            .layer("inversion")
            .definedBy("farm.vidstyle.inversion..")
            .layer("render")
            .definedBy("farm.vidstyle.render..")
            .layer("trainer")
            .definedBy("farm.vidstyle.trainer..")
            .layer("bench")
            .definedBy("farm.vidstyle.bench..")
            .layer("local")
            .definedBy("farm.vidstyle.local..")
            .whereLayer("local")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("ingest")
            .mayOnlyBeAccessedByLayers("local")
            .whereLayer("inversion")
            .mayOnlyBeAccessedByLayers("local")
            .whereLayer("render")
            .mayOnlyBeAccessedByLayers("local")
            .whereLayer("trainer")
            .mayOnlyBeAccessedByLayers("local")
            .whereLayer("bench")
            .mayOnlyBeAccessedByLayers("local")
            .whereLayer("worker")
            .mayOnlyBeAccessedByLayers("inversion", "render", "local")
            .whereLayer("networks")
            .mayOnlyBeAccessedByLayers("worker", "inversion", "render", "trainer", "bench", "local")
            .whereLayer("farm")
            .mayOnlyBeAccessedByLayers("worker", "ingest", "inversion", "render", "local");

    @ArchTest
    static final ArchRule commonModulesDoNotKnowEachOther =
            slices().matching("farm.vidstyle.(farm|video|networks)..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule theFarmKnowsNoTensorAndNoPixel = noClasses()
            .that()
            .resideInAPackage("farm.vidstyle.farm..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("ai.djl..", "org.bytedeco..");

    @ArchTest
    static final ArchRule networksAndVideoKnowNoKafka = noClasses()
            .that()
            .resideInAnyPackage("farm.vidstyle.networks..", "farm.vidstyle.video..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "io.minio..", "io.vertx..");

    @ArchTest
    static final ArchRule onlyTheLauncherStartsABroker = classes()
            .that()
            .resideInAPackage("farm.vidstyle.farm.broker..")
            .should()
            .onlyBeAccessed()
            .byAnyPackage("farm.vidstyle.farm.broker..", "farm.vidstyle.local..");

    @ArchTest
    static final ArchRule ingestComputesNothing = noClasses()
            .that()
            .resideInAPackage("farm.vidstyle.ingest..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("ai.djl..");
}
