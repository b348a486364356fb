package org.dynama.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dynama.ama.mechanism.AffineMaximizer;
import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.config.ConfigException;
import org.dynama.config.Json;
import org.dynama.file.WholeFile;
import org.dynama.model.Profiles;
import org.dynama.model.RandomStream;
import org.dynama.numpy.Npy;
import org.dynama.numpy.NpyArray;
import org.dynama.numpy.Npz;
import org.dynama.refusal.Refusal;
import org.dynama.solver.pool.Solvers;
import org.dynama.study.Audits;
import org.dynama.study.Evaluates;
import org.dynama.study.Job;
import org.dynama.study.Quotes;
import org.dynama.study.StoredRun;
import org.dynama.study.Studies;
import org.dynama.study.Study;
import org.dynama.study.StudyRecord;
import org.dynama.study.sweep.SweepSpec;
import org.dynama.world.Environment;
import org.dynama.world.file.EnvironmentFile;

/** Every format that Dynama reads: files that are right, to be corrupted where they stand, and who reads them. */
final class CorruptedFormats {
    private static final Studies STUDIES = Families.ALL;

    private final Path folder;
    private final List<Format> all = new ArrayList<>();

    private CorruptedFormats(Path folder) {
        this.folder = folder;
    }

    /** Reads what a file has become, as a command would. */
    interface Reader {
        void read(Path file) throws Exception;
    }

    /**
     * One right file.
     *
     * @param format for the table of counts
     * @param file to be corrupted
     * @param corruption that knows what stands in it
     * @param share of all files that are made from this format
     * @param reader what reads it
     */
    record Format(String format, Path file, Corruption corruption, int share, Reader reader) {}

    /** All formats, with files that studies have just left. */
    static List<Format> in(Path folder) throws Exception {
        CorruptedFormats formats = new CorruptedFormats(folder);
        formats.specs();
        formats.worlds();
        for (Study<?, ?> study : STUDIES.all()) {
            formats.runs(study);
        }
        formats.mechanisms();
        formats.sweeps();
        return formats.all;
    }

    private void add(String format, Path file, Corruption corruption, int share, Reader reader) {
        all.add(new Format(format, file, corruption, share, reader));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
    }

    /** Shipped specs where they find what they name. */
    private void specs() throws IOException {
        copy(Path.of("experiments"), folder.resolve("experiments"));
        copy(Path.of("models/environments"), folder.resolve("models/environments"));
        try (Stream<Path> files = Files.walk(folder.resolve("experiments"))) {
            for (Path file : files.filter(name -> name.toString().endsWith(".yaml"))
                    .sorted()
                    .toList()) {
                if (!file.getParent().endsWith("online")) {
                    add("spec", file, Corruption.TREE, 1, spec(file));
                }
            }
        }
    }

    /** The command that runs a spec. */
    private static Reader spec(Path shipped) {
        for (Study<?, ?> study : STUDIES.all()) {
            try {
                job(study, shipped);
                return file -> job(study, file);
            } catch (ConfigException | Refusal another) {
                // It is another study's, or a sweep's.
            }
        }
        SweepSpec.read(shipped, STUDIES, List.of());
        return file -> SweepSpec.read(file, STUDIES, List.of());
    }

    private static <S, R extends StudyRecord> Job<R> job(Study<S, R> study, Path spec) {
        return Job.of(study, STUDIES.read(study, spec, List.of()));
    }

    /** Worlds in files, each read by a spec that names it. */
    private void worlds() throws IOException {
        Path environments = folder.resolve("models/environments");
        try (Stream<Path> files = Files.list(environments)) {
            for (Path file : files.filter(name -> name.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                boolean pivot = Files.readString(file).contains("\"stages\"")
                        || file.getFileName().toString().startsWith("pivot");
                world(
                        pivot ? "pivot world" : "environment",
                        file,
                        pivot ? "pivot" : "search",
                        "environment: {file: %s}");
            }
        }
        world(
                "outcomes",
                folder.resolve("experiments/online/rooms.yaml"),
                "online",
                "kind: bandit\nmarket: {kind: table, file: %s}");
        Path market = folder.resolve("market.yaml");
        Files.writeString(market, """
                states: [low, high]
                actions: [keep, sell]
                kernel: [[[0.5, 0.5], [0.7, 0.3]], [[0.4, 0.6], [0.8, 0.2]]]
                designer: [[0, 0.1], [0, 0.2]]
                agents: [[[0, 0.5], [0, 0.9]]]
                """);
        world("moving market", market, "online", "kind: mdp\nmarket: {kind: file, file: %s}");
    }

    private void world(String format, Path file, String command, String spec) throws IOException {
        Path reader = file.resolveSibling(file.getFileName() + "-spec.yaml");
        Files.writeString(reader, spec.formatted(file.getFileName()));
        Study<?, ?> study = study(command);
        add(format, file, Corruption.TREE, command.equals("search") ? 8 : 4, corrupted -> {
            job(study, reader);
            if (command.equals("search")) {
                run(EnvironmentFile.read(corrupted).environment());
            }
        });
    }

    /** What is read can be run. */
    private static void run(Environment environment) {
        Profiles profiles = Profiles.draw(environment.agents(), new RandomStream(1, "types"), 0, 3);
        try (Solvers solvers = Solvers.kernel(environment.mdp(), environment.rewards(), environment.dimension(), 1)) {
            new AffineMaximizer(environment, AmaParameters.vcg(environment))
                    .forEachOutcome(
                            solvers,
                            profiles,
                            outcome -> assertThat(outcome.revenue(0)).isFinite());
        }
    }

    private static Study<?, ?> study(String name) {
        return STUDIES.all().stream()
                .filter(study -> study.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** What a study leaves at the end, and when it is killed. */
    private void runs(Study<?, ?> study) throws IOException {
        String name = study.name();
        Path spec = StudyExamples.all().get(name).write(folder.resolve(name));
        Path run = folder.resolve(name).resolve("run");
        done(Console.run(STUDIES, name, spec.toString(), "--out", run.toString(), "--quiet"));
        Path killed = killed(name, spec);
        add("record of " + name, run.resolve("result.json"), Corruption.TREE, 6, file -> shown(run));
        add("manifest", run.resolve("manifest.json"), Corruption.MANIFEST, 1, file -> shown(run));
        for (String table : List.of("trace.csv", "curves.csv", "seeds.csv", "values.csv", "smoothing.csv")) {
            if (Files.exists(run.resolve(table))) {
                add("table", run.resolve(table), Corruption.TABLE, 4, file -> shown(run));
            }
        }
        add("manifest", killed.resolve("manifest.json"), Corruption.MANIFEST, 2, file -> resumed(name, killed));
        for (Path piece : WholeFile.entries(killed.resolve("checkpoint"))) {
            if (piece.endsWith("live.csv") || piece.endsWith("status.json")) {
                // For those who watch; a run that goes on does not read them.
                continue;
            }
            int share = piece.endsWith("clock.json") ? 1 : name.equals("learn") ? 2 : 6;
            add("checkpoint of " + name, piece, Corruption.SIGNED, share, file -> resumed(name, killed));
        }
    }

    private static void done(Console console) {
        if (console.status() != Main.DONE && console.status() != Main.CHECK_FAILED) {
            throw new IllegalStateException(console.err());
        }
    }

    private Path killed(String name, Path spec) {
        Path killed = folder.resolve(name).resolve("killed");
        System.setProperty("dynama.checkpoint", "0");
        WholeFile.beforeEveryRename(renamed -> {
            if (renamed.endsWith("result.json")) {
                throw new IllegalStateException("killed");
            }
        });
        Console.run(STUDIES, name, spec.toString(), "--out", killed.toString(), "--quiet");
        WholeFile.renameUnheard();
        System.clearProperty("dynama.checkpoint");
        return killed;
    }

    /** All that terminals, programs and pages are shown of a run, but the drawings. */
    private static void shown(Path folder) {
        StoredRun<?> run = STUDIES.stored(folder);
        run.soundness().verdict();
        run.columns();
        run.headline();
        run.line();
        run.json();
        FuzzTest.requirePrintable(run.summary());
        run.view().results();
    }

    /** Goes on with a copy, since a run that ends is another. */
    private void resumed(String name, Path killed) throws IOException {
        Path copy = folder.resolve("resumed");
        WholeFile.delete(copy);
        copy(killed, copy);
        FuzzTest.require(Console.run(STUDIES, name, "--resume", copy.toString()));
    }

    /** Stored mechanisms, and what is given to them. */
    private void mechanisms() throws IOException {
        Path searched = folder.resolve("search/run/mechanism.json");
        add("mechanism", searched, Corruption.TREE, 20, file -> {
            used(file);
            quoted(file, folder.resolve("reports.json"));
        });
        add(
                "learned mechanism",
                folder.resolve("learn/run/mechanism.json"),
                Corruption.TREE,
                10,
                CorruptedFormats::used);
        Path reports = folder.resolve("reports.json");
        Files.writeString(reports, "{\"a\": [0.4, 1.2], \"b\": [0.9]}");
        add("reports", reports, Corruption.TREE, 10, file -> quoted(searched, file));
        Path table = folder.resolve("reports.npy");
        Npy.write(table, new NpyArray(new double[] {0.4, 1.2, 0.9, 0, 0.1, 0.2, 0.3, 0}, 2, 2, 2));
        add("npy", table, Corruption.BYTES, 10, file -> quoted(searched, file));
        Evaluates study = (Evaluates) STUDIES.ofMechanism(searched);
        Path profiles = Files.copy(table, folder.resolve("profiles.npy"));
        add("npy", profiles, Corruption.BYTES, 5, file -> study.evaluation(searched, file, List.of()));
        archive(searched);
        certificate(searched, reports);
    }

    private void archive(Path searched) throws IOException {
        Path beside = folder.resolve("archived");
        copy(searched.getParent(), beside);
        Path mechanism = beside.resolve("mechanism.json");
        ObjectNode stored = (ObjectNode) Json.read(mechanism, JsonNode.class);
        stored.putArray("boosts");
        stored.put("archive", "mechanism.npz");
        Files.writeString(mechanism, stored.toString());
        Path archive = beside.resolve("mechanism.npz");
        Npz.write(archive, Map.of("boosts", new NpyArray(new double[9], 3, 3)));
        add("npz", archive, Corruption.BYTES, 10, file -> used(mechanism));
    }

    private void certificate(Path searched, Path reports) throws IOException {
        Path quote = folder.resolve("quote");
        done(quote("--out", quote, searched, reports));
        add(
                "certificate",
                quote.resolve("certificate.json"),
                Corruption.TREE,
                30,
                file -> FuzzTest.require(Console.run(STUDIES, "verify", file.toString())));
        Path announcement = folder.resolve("announcement.json");
        done(Console.run(STUDIES, "announce", searched.toString(), "--out", announcement.toString()));
        add("announcement", announcement, Corruption.TREE, 12, file -> {
            FuzzTest.require(Console.run(STUDIES, "verify", file.toString()));
            FuzzTest.require(Console.run(STUDIES, "verify", quote.toString(), "--against", file.toString()));
        });
        add("record of quote", quote.resolve("quote.json"), Corruption.TREE, 6, file -> shown(quote));
        Path audit = folder.resolve("audit");
        done(Console.run(
                STUDIES, "audit", searched.toString(), "--out", audit.toString(), "--profiles", "20", "--quiet"));
        add("record of audit", audit.resolve("result.json"), Corruption.TREE, 6, file -> shown(audit));
    }

    private static Console quote(String option, Path out, Path mechanism, Path reports) {
        return Console.run(
                STUDIES,
                "quote",
                mechanism.toString(),
                "--reports",
                reports.toString(),
                option,
                out.toString(),
                "--quiet");
    }

    private static void used(Path mechanism) {
        Study<?, ?> study = STUDIES.ofMechanism(mechanism);
        ((Evaluates) study).evaluation(mechanism, null, List.of()).yaml();
        if (study instanceof Audits audits) {
            audits.audit(mechanism, new Audits.Effort(null, null, null), List.of())
                    .yaml();
        }
    }

    private void quoted(Path mechanism, Path reports) {
        Study<?, ?> study = STUDIES.ofMechanism(mechanism);
        ((Quotes) study).quote(mechanism, reports, List.of(), List.of()).yaml();
    }

    /** A sweep's list of cells, and numbers to put beside it. */
    private void sweeps() throws IOException {
        Path spec = folder.resolve("swept.yaml");
        Path published = folder.resolve("published.csv");
        Files.writeString(published, "agents,vcg,others\n1,0.5,0.6\n2,0.7,\n");
        Files.writeString(
                spec,
                StudyExamples.all().get("smoothing").spec().replace("agents: 2", "agents: [1, 2]")
                        + "published: published.csv\n");
        Path sweep = folder.resolve("sweep");
        done(Console.run(STUDIES, "sweep", spec.toString(), "--out", sweep.toString(), "--quiet"));
        add("published numbers", published, Corruption.TABLE, 8, file -> SweepSpec.read(spec, STUDIES, List.of()));
        add(
                "sweep",
                sweep.resolve("sweep.json"),
                Corruption.TREE,
                6,
                file -> FuzzTest.require(Console.run(STUDIES, "report", sweep.toString())));
    }
}
