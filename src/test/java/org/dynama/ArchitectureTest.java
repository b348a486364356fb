package org.dynama;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The plan of the packages, held against the classes. A package may be planned before it has a class. */
class ArchitectureTest {
    private static final String ROOT = "org.dynama";

    private static final String COMMONS_RNG = "org.apache.commons.rng..";
    private static final String DJL = "ai.djl..";
    private static final String HTTP_SERVER = "com.sun.net.httpserver..";
    private static final String HIPPARCHUS = "org.hipparchus..";
    private static final String JACKSON = "com.fasterxml.jackson..";
    private static final String ND4J = "org.nd4j..";
    private static final String IMAGES = "javax.imageio..";
    private static final String NETWORKNT = "com.networknt..";
    private static final String OJALGO = "org.ojalgo..";
    private static final String PDFBOX = "org.apache.pdfbox..";
    private static final String PDF_GRAPHICS = "de.rototor.pdfbox..";
    private static final String PICOCLI = "picocli..";
    private static final String PROGRESSBAR = "me.tongfei.progressbar..";
    private static final String SNAKEYAML_ENGINE = "org.snakeyaml.engine..";
    private static final String VECTOR = "jdk.incubator.vector..";

    private static final List<String> LIBRARIES_FOR_ALL = List.of("java..", "org.jspecify..", "org.slf4j..");

    /** Packages that every other may use, of their own layer too: how to refuse, how to write a file whole, and numbers. */
    private static final List<String> GROUND = List.of("refusal", "file", "model");

    private static final List<Layer> PLAN = List.of(
            new Layer(0, "refusal"),
            new Layer(0, "file"),
            new Layer(0, "model", COMMONS_RNG),
            new Layer(0, "numpy"),
            new Layer(0, "config", SNAKEYAML_ENGINE, NETWORKNT, JACKSON),
            new Layer(0, "page", IMAGES, PDFBOX, PDF_GRAPHICS),
            new Layer(1, "world"),
            new Layer(1, "solver", DJL, ND4J, VECTOR),
            new Layer(1, "exact", OJALGO, JACKSON),
            new Layer(2, "study", JACKSON),
            new Layer(2, "baseline", HIPPARCHUS),
            new Layer(3, "ama", HIPPARCHUS, JACKSON),
            new Layer(4, "online", JACKSON, HIPPARCHUS),
            new Layer(4, "pivot", HIPPARCHUS, JACKSON),
            new Layer(4, "learned", DJL, JACKSON),
            new Layer(5, "compare", JACKSON),
            new Layer(5, "bench", JACKSON),
            new Layer(5, "serve", HTTP_SERVER, JACKSON),
            new Layer(6, "", JACKSON),
            new Layer(7, "cli", PICOCLI, PROGRESSBAR, JACKSON));

    private static JavaClasses dynama;

    /** @param libraries packages of outside libraries that the package may use */
    private record Layer(int number, String name, List<String> libraries) {
        Layer(int number, String name, String... libraries) {
            this(number, name, List.of(libraries));
        }

        String packages() {
            return name.isEmpty() ? ROOT : ROOT + "." + name + "..";
        }

        @Override
        public String toString() {
            return name.isEmpty() ? "root" : name;
        }
    }

    static List<Layer> layers() {
        return PLAN;
    }

    @BeforeAll
    static void readClasses() {
        dynama = new ClassFileImporter()
                .withImportOption(location -> !location.contains("/test-classes/"))
                .importPackages(ROOT);
    }

    /** A package uses itself, packages of strictly lower layers, and its own libraries. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("layers")
    void packageUsesLowerLayersAndItsOwnLibrariesOnly(Layer layer) {
        Stream<String> below = PLAN.stream()
                .filter(other -> other.number() < layer.number() || GROUND.contains(other.name()))
                .map(Layer::packages);
        String[] allowed = Stream.of(
                        Stream.of(layer.packages()), below, layer.libraries().stream(), LIBRARIES_FOR_ALL.stream())
                .flatMap(s -> s)
                .toArray(String[]::new);

        classes()
                .that()
                .resideInAPackage(layer.packages())
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(allowed))
                .because("%s is of layer %d; its row in ArchitectureTest says what it may use"
                        .formatted(layer, layer.number()))
                .allowEmptyShould(true)
                .check(dynama);
    }

    /** Every class stands in a package of the table. */
    @Test
    void everyClassBelongsToALayer() {
        classes()
                .that()
                .doNotHaveSimpleName("package-info")
                .should()
                .resideInAnyPackage(PLAN.stream().map(Layer::packages).toArray(String[]::new))
                .because("a new package needs a layer and a row in ArchitectureTest")
                .check(dynama);
    }

    /** No two packages use one another, however long the way round. */
    @Test
    void packagesFormNoCircle() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(dynama);
    }

    /** Other packages see a solver's contract and the pool that makes solvers, never the solvers themselves. */
    @Test
    void solversAreSeenThroughTheirContract() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".solver..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        ROOT + ".solver.kernel..",
                        ROOT + ".solver.acyclic..",
                        ROOT + ".solver.discounted..",
                        ROOT + ".solver.average..",
                        ROOT + ".solver.soft..",
                        ROOT + ".solver.sparse..",
                        ROOT + ".solver.tensor.."))
                .check(dynama);
    }

    /** A JVM without the vector module loads no class that needs it: these are named by a string only. */
    @Test
    void vectorLoopsAreNamedByNothing() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".solver.vector..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(ROOT + ".solver.vector..", VECTOR))
                .check(dynama);
    }

    /** A package says what it holds; these names say that nobody knew. */
    @Test
    void noPackageIsADrawerForOddments() {
        String[] drawers = Stream.of("util", "utils", "common", "core", "impl", "helper", "helpers", "misc")
                .map(name -> ".." + name + "..")
                .toArray(String[]::new);

        noClasses().should().resideInAnyPackage(drawers).check(dynama);
    }

    /** Files are JSON, YAML, CSV or NumPy's: reading Java's own format would run code that the file names. */
    @Test
    void nothingIsStoredInJavaSerialization() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(ObjectInputStream.class, ObjectOutputStream.class)
                .check(dynama);
        // Enums and exceptions are serializable by descent; only a class that asks for it itself is meant.
        assertThat(dynama).noneMatch(ArchitectureTest::declaresSerializable);
    }

    private static boolean declaresSerializable(JavaClass type) {
        return type.getRawInterfaces().stream().anyMatch(i -> i.isEquivalentTo(Serializable.class));
    }
}
