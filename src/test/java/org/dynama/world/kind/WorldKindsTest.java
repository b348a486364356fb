package org.dynama.world.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dynama.ama.SearchStudy;
import org.dynama.config.Document;
import org.dynama.config.Faults;
import org.dynama.config.Schema;
import org.dynama.world.Environment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of world that the schema names is built, with every choice that the schema leaves it. */
class WorldKindsTest {
    private static final Schema SCHEMA = new SearchStudy().schema();

    static List<String> kinds() {
        return SCHEMA.keys().stream()
                .filter(key -> key.path().equals("environment.kind"))
                .flatMap(key -> key.allowed().stream())
                .toList();
    }

    /** What a choice cannot do without. */
    private static final Map<String, String> NEEDS = Map.of("budget-additive", "environment.budget=1");

    /** The overrides of each choice that is a key of one kind. */
    static List<List<String>> choices() {
        List<List<String>> choices = new ArrayList<>();
        for (Schema.Key key : SCHEMA.keys()) {
            if (key.path().startsWith("environment.") && key.when().startsWith("kind = ")) {
                String kind = "environment.kind=" + key.when().substring("kind = ".length());
                key.allowed()
                        .forEach(choice -> choices.add(
                                NEEDS.containsKey(choice)
                                        ? List.of(kind, key.path() + "=" + choice, NEEDS.get(choice))
                                        : List.of(kind, key.path() + "=" + choice)));
            }
        }
        return choices;
    }

    private static Environment build(List<String> overrides) {
        Document document = Document.parse("x.yaml", "environment: {kind: gridworld}", SCHEMA, overrides);
        Faults faults = new Faults(document.source());
        Environment environment = WorldKinds.build(document, "environment", faults);
        faults.throwIfAny();
        return environment;
    }

    @Test
    void theListHoldsWhatTheSchemaNames() {
        assertThat(kinds()).hasSizeGreaterThan(1);
        assertThat(WorldKinds.names()).containsExactlyInAnyOrderElementsOf(kinds());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void everyKindIsBuiltByItsDefaults(String kind) {
        assertThat(build(List.of("environment.kind=" + kind)).agentCount()).isPositive();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("choices")
    void everyChoiceIsBuilt(List<String> choice) {
        assertThat(build(choice).agentCount()).isPositive();
    }

    /** A kind that stands in a schema alone never becomes another world. */
    @Test
    void aKindThatTheListLacksFails() {
        assertThatThrownBy(() -> WorldKinds.named("environment", "tombola"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("environment.kind = tombola is in the schema and must be in WorldKinds, too");
    }
}
