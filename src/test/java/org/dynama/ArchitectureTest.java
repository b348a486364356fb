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

/** The plan of the house, held against its classes. A room may be planned before it has a class. */
class ArchitectureTest {
    private static final String ROOT = "org.dynama";

    private static final String COMMONS_RNG = "org.apache.commons.rng..";
    private static final String DJL = "ai.djl..";
    private static final String HIPPARCHUS = "org.hipparchus..";
    private static final String JACKSON = "com.fasterxml.jackson..";
    private static final String ND4J = "org.nd4j..";
    private static final String NETWORKNT = "com.networknt..";
    private static final String OJALGO = "org.ojalgo..";
    private static final String PICOCLI = "picocli..";
    private static final String PROGRESSBAR = "me.tongfei.progressbar..";
    private static final String SNAKEYAML_ENGINE = "org.snakeyaml.engine..";
    private static final String XCHART = "org.knowm.xchart..";

    private static final List<String> LIBRARIES_FOR_ALL = List.of("java..", "org.jspecify..", "org.slf4j..");

    private static final List<Room> HOUSE = List.of(
            new Room(0, "model", COMMONS_RNG),
            new Room(0, "numpy", ND4J, DJL),
            new Room(0, "config", SNAKEYAML_ENGINE, NETWORKNT, JACKSON),
            new Room(1, "environment"),
            new Room(1, "solver", DJL, ND4J),
            new Room(1, "exact", OJALGO),
            new Room(2, "mechanism", DJL),
            new Room(2, "objective", DJL),
            new Room(3, "search", HIPPARCHUS),
            new Room(3, "audit"),
            new Room(3, "learned", DJL),
            new Room(3, "online"),
            new Room(4, "experiment", JACKSON),
            new Room(5, "report", XCHART, JACKSON),
            new Room(6, "cli", PICOCLI, PROGRESSBAR));

    private static JavaClasses dynama;

    /** @param libraries packages of outside libraries that the room lets in */
    private record Room(int floor, String name, List<String> libraries) {
        Room(int floor, String name, String... libraries) {
            this(floor, name, List.of(libraries));
        }

        String packages() {
            return ROOT + "." + name + "..";
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Room> rooms() {
        return HOUSE;
    }

    @BeforeAll
    static void readClasses() {
        dynama = new ClassFileImporter()
                .withImportOption(location -> !location.contains("/test-classes/"))
                .importPackages(ROOT);
    }

    /** A room uses itself, rooms of strictly lower floors, and the libraries it lets in. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("rooms")
    void roomUsesLowerFloorsAndItsOwnLibrariesOnly(Room room) {
        Stream<String> below =
                HOUSE.stream().filter(r -> r.floor() < room.floor()).map(Room::packages);
        String[] allowed = Stream.of(
                        Stream.of(room.packages()), below, room.libraries().stream(), LIBRARIES_FOR_ALL.stream())
                .flatMap(s -> s)
                .toArray(String[]::new);

        classes()
                .that()
                .resideInAPackage(room.packages())
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(allowed))
                .because("%s is on floor %d; its row in ArchitectureTest says what it may use"
                        .formatted(room, room.floor()))
                .allowEmptyShould(true)
                .check(dynama);
    }

    /** Every class lives in a room of the table. */
    @Test
    void everyClassLivesInARoom() {
        classes()
                .that()
                .doNotHaveSimpleName("package-info")
                .should()
                .resideInAnyPackage(HOUSE.stream().map(Room::packages).toArray(String[]::new))
                .because("a new room needs a floor and a row in ArchitectureTest")
                .check(dynama);
    }

    /** No two packages use one another, however long the way round. */
    @Test
    void packagesFormNoCircle() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(dynama);
    }

    /** Other rooms see a solver's contract and the pool that makes solvers, never the solvers themselves. */
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
                        ROOT + ".solver.tensor.."))
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
