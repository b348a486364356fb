package org.dynama.ama.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dynama.refusal.Refusal;
import org.dynama.study.Job;
import org.dynama.study.Progress;
import org.dynama.study.Runner;
import org.dynama.study.Soundness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A search of menus from the spec to the files, and back. */
class MenuRunTest extends SearchStudyCase {
    private static final String SPEC = """
        environment: {kind: sequential-sales, agents: 3, items: 2}
        optimizer: {kind: menu, size: 50, iterations: 40, profiles: 200}
        evaluation: {solver: dp, profiles: 2000, shareProfiles: 20000, misreports: 300}
        """;

    MenuRunTest() {
        super(SPEC);
    }

    private SearchRecord evaluated(String run, String name, String... overrides) {
        Job<?> job = STUDY.evaluation(out(run).resolve("mechanism.json"), null, List.of(overrides));
        return (SearchRecord)
                new Runner(Progress.SILENT).run(job, out(name), false).record();
    }

    /** Policies that sampled profiles ask for are all there are, and their menu is as good as the tree's optimum. */
    @Test
    void aMenuOfASmallSaleReachesTheBound() throws IOException {
        SearchRecord record = searched("menu", Progress.SILENT).record();
        assertThat(record.value().bound()).isNotNull();
        assertThat(record.value().bound().share().mean()).isGreaterThan(0.99);
        assertThat(record.header().soundness().checks()).noneMatch(check -> check.status() == Soundness.Status.FAILS);
        // Nothing, one of three agents, or two of them.
        assertThat(record.menu()).isNotNull();
        assertThat(record.menu().size()).isEqualTo(7);
        double chosen = record.menu().shown().stream()
                .mapToDouble(MenuRecord.Row::chosen)
                .sum();
        assertThat(chosen).isCloseTo(1, within(1e-12));
        assertThat(record.world().notes()).anyMatch(note -> note.contains("one of 7 policies is chosen"));
    }

    /** VCG is that of the world, whatever the menu leaves out; linear programs come to the same numbers. */
    @Test
    void aMenuIsHeldAgainstVcgOfTheWorld() throws IOException {
        SearchRecord menu =
                searched("menu", Progress.SILENT, "optimizer.size=4").record();
        SearchRecord vcg =
                searched("vcg", Progress.SILENT, "optimizer.kind=none").record();
        assertThat(menu.menu()).isNotNull();
        assertThat(menu.menu().size()).isLessThanOrEqualTo(4);
        assertThat(menu.value().vcg()).isEqualTo(vcg.value().vcg());
        assertThat(menu.value().bound().value()).isEqualTo(vcg.value().bound().value());
        SearchRecord lp = evaluated("menu", "lp", "evaluation.profiles=2000", "evaluation.misreports=0");
        SearchRecord dp =
                evaluated("menu", "dp", "evaluation.profiles=2000", "evaluation.misreports=0", "evaluation.solver=dp");
        assertThat(lp.value().objective().mean())
                .isCloseTo(dp.value().objective().mean(), within(1e-12));
        assertThat(lp.value().difference().mean())
                .isCloseTo(dp.value().difference().mean(), within(1e-12));
    }

    /** A run killed in either of its searches, or before them, ends with the same bits; threads change none. */
    @ParameterizedTest(name = "killed at chance {0}")
    @ValueSource(ints = {2, 20, 40})
    void aKilledRunEndsWithTheSameBits(int chance) throws IOException {
        SearchRecord expected = searched("whole", Progress.SILENT, "threads=3").record();
        System.setProperty("dynama.checkpoint", "0");
        int[] chances = {0};
        Progress killer = (phase, done, text) -> {
            if (++chances[0] == chance) {
                throw new Killed();
            }
        };
        assertThatThrownBy(() -> searched("killed", killer)).isInstanceOf(Killed.class);
        SearchRecord resumed =
                new Runner(Progress.SILENT).resume(STUDY, out("killed")).record();
        for (String file : List.of("mechanism.json", "menu.npz")) {
            assertThat(out("killed").resolve(file))
                    .hasSameBinaryContentAs(out("whole").resolve(file));
        }
        assertThat(resumed.value()).isEqualTo(expected.value());
        assertThat(resumed.menu()).isEqualTo(expected.menu());
    }

    /** A menu that is another mechanism's, or another world's, is refused with the first place that differs. */
    @Test
    void aMenuThatDoesNotBelongIsRefused() throws IOException {
        searched("one", Progress.SILENT);
        searched("other", Progress.SILENT, "seed=2", "optimizer.size=5");
        searched("dear", Progress.SILENT, "optimizer.kind=none");
        Path menu = out("one").resolve("menu.npz");
        Path mechanism = out("one").resolve("mechanism.json");
        String written = Files.readString(mechanism);
        Files.writeString(mechanism, written.replaceFirst("\"boost\" : [-0-9.E]+", "\"boost\" : 0.125"));
        assertThatThrownBy(() -> evaluated("one", "edited"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("boosts[0] is")
                .hasMessageContaining("it is 0.125");
        Files.writeString(mechanism, written.replace("\"menu.npz\"", "\"../other/menu.npz\""));
        assertThatThrownBy(() -> evaluated("one", "elsewhere"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("menu.file = ../other/menu.npz must be the name of a file beside it");
        Files.writeString(mechanism, written);
        byte[] own = Files.readAllBytes(menu);
        Files.write(menu, Files.readAllBytes(out("other").resolve("menu.npz")));
        assertThatThrownBy(() -> evaluated("one", "refused"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("has shape");
        own[own.length / 2] ^= 1;
        Files.write(menu, own);
        assertThatThrownBy(() -> evaluated("one", "damaged")).isInstanceOf(Refusal.class);
        Files.delete(menu);
        assertThatThrownBy(() -> evaluated("one", "gone"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("is not a file");
    }

    /** Each action can cost somebody: by their worst types all entries stay, and nobody loses. */
    @Test
    void agentsWhoMayLoseAreChargedByTheirWorstTypes() throws IOException {
        Files.writeString(out("moods.json"), """
                {"horizon": {"kind": "finite"}, "initial": {"s": 1},
                 "agents": [
                   {"name": "a", "types": {"distribution": {"kind": "uniform", "low": [-1], "high": [1]}}},
                   {"name": "b", "types": {"distribution": {"kind": "uniform", "low": [-1], "high": [1]}}}],
                 "actions": [
                   {"state": "s", "name": "x", "next": {}, "rewards": {"a": {"type": [1]}, "b": {"type": [1]}}},
                   {"state": "s", "name": "y", "next": {}, "rewards": {"a": {"type": [2]}, "b": {"type": [-1]}}}]}
                """);
        SearchRecord record = searched(
                        "moods", Progress.SILENT, "environment={file: " + out("moods.json") + ", absence: worst-type}")
                .record();
        assertThat(record.menu()).isNotNull();
        assertThat(record.header().soundness().checks()).noneMatch(check -> check.status() == Soundness.Status.FAILS);
    }

    /** Who wants exchangeable agents wants no menu, and the other way round; one policy is none. */
    @Test
    void keysThatDoNotGoTogetherAreRefused() {
        assertThatThrownBy(() -> searched("no", Progress.SILENT, "optimizer.exchangeable=true"))
                .hasMessageContaining("must not stand with optimizer.kind: menu");
        assertThatThrownBy(() -> searched("no", Progress.SILENT, "optimizer.temperature=0.02", "optimizer.starts=3"))
                .hasMessageContaining("optimizer.temperature = 0.02 has no effect with optimizer.kind: menu")
                .hasMessageContaining("optimizer.starts = 3 has no effect with optimizer.kind: menu");
        assertThatThrownBy(() -> searched("no", Progress.SILENT, "optimizer.size=1"))
                .hasMessageContaining("optimizer.size");
        assertThatThrownBy(() -> searched("no", Progress.SILENT, "device=gpu"))
                .hasMessageContaining("device = gpu has no effect with optimizer.kind: menu");
    }
}
