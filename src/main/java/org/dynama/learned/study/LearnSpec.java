package org.dynama.learned.study;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.dynama.config.Document;
import org.dynama.config.Faults;
import org.dynama.config.Schema;
import org.dynama.learned.exploit.TrainedResponse;
import org.dynama.learned.history.Histories;
import org.dynama.learned.training.OuterLoop;
import org.dynama.learned.training.Reporters;
import org.dynama.learned.training.Trainer;
import org.dynama.learned.training.TrainingSettings;
import org.dynama.learned.world.World;
import org.jspecify.annotations.Nullable;

/**
 * What to learn, read from a YAML file, every key filled in and checked.
 *
 * @param name of the run, for people
 * @param world in which a mechanism is learned
 * @param settings of the training
 * @param oneGood settings of a training for one good, copies of which the mechanism starts from; null for none
 * @param outer loop around it
 * @param response how best responses are found
 * @param effort of trained best responses
 * @param rebate share of every payment that is given back before the mechanism is measured and stored
 * @param oracle whether the optimal mechanism's program is solved
 * @param seed of all streams
 * @param yaml the resolved document
 * @param tree the resolved document
 */
public record LearnSpec(
        String name,
        World world,
        TrainingSettings settings,
        @Nullable TrainingSettings oneGood,
        OuterLoop outer,
        Response response,
        TrainedResponse.Effort effort,
        double rebate,
        boolean oracle,
        long seed,
        String yaml,
        JsonNode tree) {
    private static final double CONTINUOUS_WEIGHT = 10;
    /** Each takes 38 kB on the tape with three periods, two buyers and goods, and the default widths: 8 GB. */
    private static final double MOST_PATHS = 200_000;

    /** How best responses are found. */
    public enum Response {
        AUTO,
        EXACT,
        TRAINED
    }

    /** What a file may hold. */
    public static Schema schema() {
        return Schema.resource("/org/dynama/learned/study/learn.schema.json");
    }

    /**
     * Reads a spec.
     *
     * @param overrides {@code path=value} each
     * @throws org.dynama.config.ConfigException with every fault at once
     */
    public static LearnSpec read(Path file, List<String> overrides) {
        return of(Document.read(file, schema(), overrides));
    }

    static LearnSpec of(Document document) {
        Faults faults = new Faults(document.source());
        World world = Worlds.of(document, faults);
        faults.throwIfAny();
        TrainingSettings settings = settings(
                document,
                world,
                document.number("training.alpha"),
                document.number("training.beta"),
                document.number("training.smoothing"));
        TrainingSettings oneGood = oneGood(document, world, faults);
        Response response = choice(Response.class, document.text("evaluation.response"));
        if (settings.lies().reporters() == Reporters.EXACT && !Trainer.exact(world)) {
            faults.add(document.fault(
                    "training.reporters",
                    "needs histories that can be enumerated: " + size(world),
                    "Maybe training.reporters: trained."));
        }
        double paths = paths(world, settings);
        if (!Histories.trainable(world) && paths > MOST_PATHS) {
            faults.add(document.fault(
                    "training.futures",
                    String.format(
                            Locale.ROOT,
                            "makes %,.0f paths a step (buyers, first types, futures, policies and truth), and memory is for %,.0f",
                            paths,
                            MOST_PATHS),
                    "Maybe fewer training.futures, training.policies or training.initialTypes."));
        }
        if (response == Response.EXACT && !Histories.countable(world)) {
            faults.add(document.fault(
                    "evaluation.response",
                    "needs histories that can be enumerated: " + size(world),
                    "Maybe evaluation.response: auto, which falls back to trained responses."));
        }
        faults.throwIfAny();
        return new LearnSpec(
                document.text("name"),
                world,
                settings,
                oneGood,
                new OuterLoop(
                        choice(OuterLoop.Kind.class, document.text("outer.kind")),
                        document.number("outer.penalty"),
                        whole(document, "outer.updates"),
                        document.number("outer.tolerance"),
                        document.number("outer.interval")),
                response,
                new TrainedResponse.Effort(whole(document, "evaluation.starts"), whole(document, "evaluation.steps")),
                document.number("evaluation.rebate"),
                document.truth("evaluation.oracle"),
                document.whole("seed"),
                document.toYaml(),
                document.node());
    }

    private static double paths(World world, TrainingSettings settings) {
        double types = world.types() instanceof org.dynama.learned.world.Types.Discrete discrete
                ? Math.pow(discrete.values().size(), world.components())
                : settings.sampling().initialTypes();
        return (1.0 + settings.lies().policies())
                * world.agents()
                * types
                * settings.sampling().futures();
    }

    /** How many histories a world has, in words. */
    static String size(World world) {
        double count = Histories.count(world);
        return count == 0 ? "types fill an interval" : String.format(Locale.ROOT, "this world has %,.0f", count);
    }

    private static int whole(Document document, String path) {
        return Math.toIntExact(document.whole(path));
    }

    private static <E extends Enum<E>> E choice(Class<E> type, String text) {
        return Enum.valueOf(type, text.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** Weights, smoothing and lengths of steps are those that the program chooses for the smaller world. */
    private static @Nullable TrainingSettings oneGood(Document document, World world, Faults faults) {
        int steps = whole(document, "training.oneGood");
        if (steps == 0) {
            return null;
        }
        int width = whole(document, "training.width");
        if (width % world.goods() != 0) {
            faults.add(document.fault(
                    "training.oneGood",
                    "needs a training.width that is a multiple of " + world.goods() + " goods",
                    "Maybe training.width: " + (width / world.goods() + 1) * world.goods() + "."));
            return null;
        }
        try {
            World one = world.oneGood();
            TrainingSettings chosen = settings(document, one, 0, 0, 0);
            return chosen.first(steps, width / world.goods(), Histories.trainable(one));
        } catch (IllegalArgumentException exception) {
            faults.add(document.fault(
                    "training.oneGood", "cannot be used: " + exception.getMessage(), "Maybe training.oneGood: 0."));
            return null;
        }
    }

    private static TrainingSettings settings(
            Document document, World world, double alpha, double beta, double smoothing) {
        boolean all = Histories.trainable(world);
        double scale =
                Math.max(Math.abs(world.types().low()), Math.abs(world.types().high()));
        return new TrainingSettings(
                new TrainingSettings.Steps(
                        whole(document, "training.steps"),
                        document.number("training.step"),
                        whole(document, "training.policySteps"),
                        document.number("training.policyStep")),
                new TrainingSettings.Losses(
                        weight(alpha, world),
                        weight(beta, world),
                        document.number("training.warmUp"),
                        smoothing > 0 ? smoothing : scale * (all || world.periods() == 1 ? 0.001 : 0.01),
                        choice(TrainingSettings.Regret.class, document.text("training.regret")),
                        choice(TrainingSettings.Participation.class, document.text("training.participation"))),
                new TrainingSettings.Lies(
                        choice(Reporters.class, document.text("training.reporters")),
                        whole(document, "training.policies"),
                        whole(document, "training.policyWidth")),
                new TrainingSettings.Sampling(
                        whole(document, "training.initialTypes"),
                        whole(document, "training.futures"),
                        all ? 0 : document.number("training.averaging")),
                whole(document, "training.width"));
    }

    /** A constraint of one type counts with its probability; a weight of twice the number of types outweighs profit. */
    private static double weight(double wanted, World world) {
        if (wanted > 0) {
            return wanted;
        }
        return world.types() instanceof org.dynama.learned.world.Types.Discrete discrete
                ? 2 * Math.pow(discrete.values().size(), world.components())
                : CONTINUOUS_WEIGHT;
    }
}
