package org.dynama.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.dynama.refusal.Refusal;
import org.dynama.study.Studies;
import org.dynama.study.Study;
import org.dynama.study.TableFormat;
import org.dynama.study.sweep.Halving;
import org.dynama.study.sweep.SweepFolder;
import org.dynama.study.sweep.SweepSpec;
import org.dynama.study.sweep.SweepTable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dynama sweep SPEC}. */
@Command(
        name = "sweep",
        description = {
            "Runs every combination of a spec's lists, each in its own folder, and compares them.",
            "",
            "The spec is one of any study, in which any single value may be a list of values, agents: [2, 3], or a range,"
                    + " {from: 2, to: 5}; zip, exclude and base say which combinations, and seeds how often. The same"
                    + " command with the same --out goes on after an interruption and repeats no finished cell whose"
                    + " spec and files are what they were. The key published names a CSV file of numbers to put beside"
                    + " ours: columns named like keys of the environment say which cells a row is about, every other"
                    + " column holds numbers; vcg and bound are what they say, the others are mechanisms to beat."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example: dynama sweep experiments/curry2024/table1.yaml --out runs/table1",
            "Example: dynama sweep experiments/learned-grid.yaml --out runs/learned-grid",
            "Example: dynama sweep experiments/learned-grid.yaml --set 'prune={reduction: 3}' --out runs/pruned",
            "Exit status: 0 all cells done, 3 a check of a cell did not hold, 1 a cell failed, 2 your input is at fault."
        })
final class SweepCommand implements Callable<Integer> {
    private final Studies studies;

    @Parameters(paramLabel = "SPEC", description = "The sweep, a YAML file.")
    @SuppressWarnings("NullAway.Init")
    private Path spec;

    @Mixin
    private EngineOptions engine = new EngineOptions();

    @Option(names = "--seed", paramLabel = "N", description = "The seed of all random streams.")
    private @Nullable Long seed;

    @Option(names = "--threads", paramLabel = "N", description = "Threads to use in all; 0 for all cores.")
    private @Nullable Integer threads;

    @Option(
            names = "--rung",
            paramLabel = "K",
            description = "Of a sweep that is pruned, only this rung, when those before have ended; for --shard.")
    private @Nullable Integer rung;

    @Option(names = "--latex", description = "Write the table as LaTeX as well: results.tex.")
    private boolean latex;

    @Option(
            names = "--parquet",
            description = "Write the table as Parquet as well: results.parquet; by scripts/dynama-spark.")
    private boolean parquet;

    @Mixin
    private Overrides overrides = new Overrides();

    @Mixin
    private OutOptions options = new OutOptions();

    SweepCommand(Studies studies) {
        this.studies = studies;
    }

    @Override
    public Integer call() {
        engine.check(options.out);
        if ((latex || parquet) && engine.isShard()) {
            String option = latex ? "--latex" : "--parquet";
            throw Refusal.of(option + " belongs to --collect where shards run the cells", "Maybe leave it out.");
        }
        TableFormat format = parquet ? TableFormat.named("parquet", "--parquet") : null;
        List<String> all = new ArrayList<>(overrides.all());
        SweepSpec given = options.read(() -> SweepSpec.read(spec, studies, all));
        Study<?, ?> study = given.study();
        MechanismOptions.add(study, "--seed", "seed", seed, all);
        MechanismOptions.add(study, "--threads", "threads", engine.perCell(study, threads), all);
        if (study.schema().allows("memory")) {
            MechanismOptions.add(study, "", "memory", engine.memoryPerCell(given.largest("memory")), all);
        }
        return run(options.read(() -> SweepSpec.read(spec, studies, all)), all, format);
    }

    private int run(SweepSpec wanted, List<String> all, @Nullable TableFormat format) {
        Path path = options.path(wanted.name());
        SweepWork work = new SweepWork(engine, options, words(path, all));
        if (wanted.pruning() == null && rung != null) {
            throw Refusal.of("--rung belongs to sweeps that are pruned", "Maybe leave it out.");
        }
        SweepTable table = wanted.pruning() == null
                ? work.run(wanted, path, "", List.of())
                : new RungWork(engine, options, work, wanted, path).run(rung);
        Path folder = rung == null ? path : Halving.folder(path, rung);
        if (latex && table != null) {
            SweepFolder.writeLatex(folder, table);
        }
        if (format != null && table != null) {
            format.write(table.table(), folder.resolve("results." + format.name()));
        }
        return work.ended(table);
    }

    /** The command line of a process that runs some of the cells. */
    private List<String> words(Path path, List<String> all) {
        List<String> words = new ArrayList<>(List.of("sweep", spec.toString(), "--out", path.toString(), "--quiet"));
        all.forEach(one -> words.addAll(List.of("--set", one)));
        if (options.force) {
            words.add("--force");
        }
        return words;
    }
}
