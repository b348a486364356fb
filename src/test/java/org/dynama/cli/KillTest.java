package org.dynama.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.dynama.OwnJava;
import org.dynama.file.WholeFile;
import org.dynama.model.RandomStream;
import org.dynama.study.Study;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills of real processes at random moments, by force and politely, of every study and of every command that writes a folder:
 * no half file stands under its final name, and going on, or beginning again over what was left, gives the same bits. As many
 * as {@code -Ddynama.kills} says; forty without.
 */
@Tag("slow")
class KillTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int KILLS = Integer.getInteger("dynama.kills", 40);
    private static final int TERMINATED = 143;
    private static final int KILLED = 137;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    /**
     * A command, undisturbed.
     *
     * @param goesOn whether {@code --resume} goes on with it
     * @param nanos that its shortest run took
     */
    private record Whole(List<String> command, boolean goesOn, Path out, AtomicLong nanos) {
        void took(long time) {
            nanos.accumulateAndGet(time, Math::min);
        }
    }

    private static Process start(Path log, List<String> args) throws IOException {
        List<String> command = OwnJava.command(Main.class, "-Ddynama.checkpoint=0");
        command.addAll(args);
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    private static List<String> with(List<String> command, Path out, String... more) {
        List<String> all = new ArrayList<>(command);
        all.addAll(List.of("--out", out.toString()));
        all.addAll(List.of(more));
        return all;
    }

    private Whole whole(String name, boolean goesOn, String... command) throws Exception {
        Path log = folder.resolve(name + ".log");
        Path out = folder.resolve(name);
        long begun = System.nanoTime();
        int status = start(log, with(List.of(command), out)).waitFor();
        assertThat(status).as(Files.readString(log)).isIn(Main.DONE, Main.CHECK_FAILED);
        return new Whole(List.of(command), goesOn, out, new AtomicLong(System.nanoTime() - begun));
    }

    private Map<String, Whole> wholes() throws Exception {
        Map<String, Whole> wholes = new LinkedHashMap<>();
        for (Study<?, ?> study : Families.ALL.all()) {
            String name = study.name();
            Path spec = StudyExamples.all().get(name).write(folder.resolve("spec-" + name));
            wholes.put(name, whole(name, true, name, spec.toString(), "--quiet"));
        }
        String mechanism = wholes.get("search").out().toString();
        Path reports = Files.writeString(folder.resolve("reports.json"), "{\"a\": [0.7, 1.1], \"b\": [0.2]}");
        wholes.put("evaluate", whole("evaluate", true, "evaluate", mechanism, "--profiles", "2000", "--quiet"));
        wholes.put("audit", whole("audit", false, "audit", mechanism, "--profiles", "50", "--quiet"));
        wholes.put("quote", whole("quote", false, "quote", mechanism, "--reports", reports.toString(), "--quiet"));
        String swept = StudyExamples.all().get("smoothing").swept();
        String spec = folder.resolve("spec-smoothing/small.yaml").toString();
        wholes.put("sweep", whole("sweep", false, "sweep", spec, "--set", swept));
        return wholes;
    }

    @Test
    void aKillAtAnyMomentLosesNothing() throws Exception {
        Map<String, Whole> wholes = wholes();
        List<String> names = List.copyOf(wholes.keySet());
        UniformRandomProvider random = new RandomStream(11, "kills").generator(0);
        Map<String, int[]> counts = new LinkedHashMap<>();
        for (int k = 0; k < KILLS; k++) {
            String name = names.get(k % names.size());
            Whole whole = wholes.get(name);
            Path out = folder.resolve("killed-" + k);
            boolean politely = random.nextBoolean();
            int status = killed(whole, out, politely, random.nextDouble());
            boolean disturbed = status == (politely ? TERMINATED : KILLED);
            assertThat(disturbed || status == Main.DONE || status == Main.CHECK_FAILED)
                    .as("%s ended with %d", name, status)
                    .isTrue();
            boolean began = Files.exists(out);
            if (began) {
                nothingIsHalf(out);
            }
            if (disturbed) {
                finish(name, whole, out, random.nextBoolean());
            }
            assertThat(WholeFile.entries(folder)).as("%s, kill %d", name, k).noneMatch(KillTest::isAside);
            assertThat(RunEssence.of(out)).as("%s, kill %d", name, k).isEqualTo(RunEssence.of(whole.out()));
            int[] count = counts.computeIfAbsent(name, any -> new int[3]);
            count[!disturbed ? 2 : began ? 1 : 0]++;
        }
        counts.forEach((name, count) -> System.out.printf(
                "%-10s %2d killed before the folder appeared, %2d after, %2d too late%n",
                name, count[0], count[1], count[2]));
        assertThat(counts.values().stream().mapToInt(count -> count[1]).sum())
                .as("kills in the middle")
                .isGreaterThan(KILLS / 3);
    }

    private static boolean isAside(Path file) {
        return file.toString().endsWith(".part");
    }

    private int killed(Whole whole, Path out, boolean politely, double moment) throws Exception {
        long begun = System.nanoTime();
        Process process = start(folder.resolve("killed.log"), with(whole.command(), out));
        // The first third is Java's start.
        if (process.waitFor((long) (whole.nanos().get() * (0.3 + 0.75 * moment)), TimeUnit.NANOSECONDS)) {
            whole.took(System.nanoTime() - begun);
        }
        if (politely) {
            process.destroy();
        } else {
            process.destroyForcibly();
        }
        return process.waitFor();
    }

    /** Whatever has its final name can be read. */
    private static void nothingIsHalf(Path out) throws IOException {
        try (Stream<Path> files = Files.walk(out)) {
            // A checkpoint begins with the digest that it is held against.
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(any -> !any.toString().contains("checkpoint"))
                    .toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(".json")) {
                    assertThat(JSON.readTree(file.toFile()).isContainerNode())
                            .as(name)
                            .isTrue();
                } else if (name.endsWith(".html")) {
                    assertThat(Files.readString(file)).as(name).endsWith("</html>\n");
                } else if (name.endsWith(".csv") || name.endsWith(".yaml")) {
                    assertThat(Files.readString(file)).as(name).endsWith("\n");
                }
            }
        }
    }

    /** Goes on, or begins again over what is there. */
    private static void finish(String name, Whole whole, Path out, boolean over) {
        boolean resumes = whole.goesOn() && !over;
        List<String> command;
        if (!Files.exists(out) || name.equals("sweep")) {
            command = with(whole.command(), out);
        } else {
            command = resumes
                    ? List.of(name, "--resume", out.toString(), "--quiet")
                    : with(whole.command(), out, "--force");
        }
        Console console = Console.run(Families.ALL, command.toArray(String[]::new));
        // A kill between the last rename and the end of the program leaves a run that is finished.
        boolean finished =
                console.status() == Main.INPUT_AT_FAULT && console.err().contains("holds a finished run");
        assertThat(finished || console.status() == Main.DONE || console.status() == Main.CHECK_FAILED)
                .as("%s: %s", command, console.err())
                .isTrue();
    }
}
