package org.dynama.learned.study;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.dynama.config.Document;
import org.dynama.config.Faults;
import org.dynama.learned.exploit.Exploitability;
import org.dynama.learned.exploit.Response;
import org.dynama.learned.exploit.TrainedResponse;
import org.dynama.learned.history.Histories;
import org.dynama.learned.training.OuterLoop;
import org.dynama.learned.training.Reporters;
import org.dynama.learned.training.StartChoice;
import org.dynama.learned.training.Trainer;
import org.dynama.learned.training.TrainingSettings;
import org.dynama.learned.world.MarketOfWorld;
import org.dynama.learned.world.World;
import org.dynama.page.Numbers;
import org.dynama.world.market.Expansion;
import org.jspecify.annotations.Nullable;

/**
 * What to learn, every key filled in and checked.
 *
 * @param keys as they stand in the file
 * @param world in which a mechanism is learned
 * @param settings of the training
 * @param choice among trainings
 * @param oneGood settings of a training for one good, copies of which the mechanism starts from; null for none
 * @param description of the world, as it stands in the file
 */
public record LearnSpec(
        Keys keys,
        World world,
        TrainingSettings settings,
        StartChoice choice,
        @Nullable TrainingSettings oneGood,
        ObjectNode description) {
    /** Each takes 38 kB on the tape with three periods, two agents and goods, and the default widths: 8 GB. */
    private static final double MOST_PATHS = 200_000;

    /**
     * Keys besides the world and the training.
     *
     * @param name of the run, for people
     * @param outer loop around the training
     * @param seed of all streams but, where it has one of its own, the evaluation's
     */
    public record Keys(String name, OuterLoop outer, Evaluation evaluation, long seed) {
        /** Of all that is drawn for the evaluation. */
        long evaluationSeed() {
            return evaluation.seed == null ? seed : evaluation.seed;
        }

        private Keys in(World world) {
            return new Keys(name, outer.in(world.scale()), evaluation, seed);
        }
    }

    /**
     * How a mechanism is measured.
     *
     * @param response how best responses are found
     * @param effort of trained ones
     * @param rebate share of every payment that is given back before the mechanism is measured and stored; null for what
     *     leaves most profit
     * @param projection whether the nearest truthful mechanism is sought
     * @param price of its distance, beside the highest value
     * @param oracle whether the optimal mechanism's program is solved
     * @param tolerance share of welfare that an audit lets lies gain and taking part cost
     * @param seed of what is drawn; null for that of the training
     */
    public record Evaluation(
            Response response,
            @JsonUnwrapped TrainedResponse.Effort effort,
            @Nullable Double rebate,
            boolean projection,
            double price,
            boolean oracle,
            double tolerance,
            @Nullable Long seed) {}

    /** The spec of a document; throws every fault at once, those of the world before all others. */
    public static LearnSpec of(Document document) {
        World world = LearnWorldKeys.world(document);
        Keys keys = document.bind("", Keys.class).in(world);
        TrainingSettings training = new TrainingSettings(
                document.bind("training", TrainingSettings.Steps.class),
                document.bind("training", TrainingSettings.Losses.class),
                document.bind("training", TrainingSettings.Lies.class),
                document.bind("training", TrainingSettings.Sampling.class),
                Math.toIntExact(document.whole("training.width")));
        TrainingSettings settings = training.in(world);
        Faults faults = new Faults(document.source());
        TrainingSettings oneGood = oneGood(document, world, training, faults);
        String enumerated = "needs histories that can be enumerated: " + size(world);
        if (settings.lies().reporters() == Reporters.EXACT && !Trainer.exact(world)) {
            faults.add(document.fault("training.reporters", enumerated, "Maybe training.reporters: trained."));
        }
        double paths = settings.paths(world);
        if (!Histories.trainable(world) && paths > MOST_PATHS) {
            String rule = String.format(
                    Locale.ROOT,
                    "makes %,.0f paths a step (agents, first types, futures, policies and truth), and memory is for"
                            + " %,.0f",
                    paths,
                    MOST_PATHS);
            long fit = (long) (MOST_PATHS / paths * settings.sampling().futures());
            String hint = fit > 0
                    ? "Maybe training.futures: " + fit + "."
                    : "Maybe fewer values, training.policies or training.initialTypes.";
            faults.add(document.fault("training.futures", rule, hint));
        }
        StartChoice choice = document.bind("training", StartChoice.class);
        if (choice.starts() > 1
                && choice.in(world, keys.outer, settings.lies().reporters()).starts() == 1) {
            String rule =
                    "needs profit left to choose by, which a bisection does not look at, nor a training by exact best"
                            + " responses that are dear: " + size(world);
            faults.add(document.fault(
                    "training.starts", rule, "Maybe training.starts: 1, or training.reporters: trained."));
        }
        LearnNeeds needs = new LearnNeeds(world, settings);
        if (!needs.fit()) {
            faults.add(document.fault("world.types", needs.rule(), needs.hint()));
        }
        double told = Histories.told(world, TrainedResponse.paths(Histories.types(world), keys.evaluation.effort));
        if (keys.evaluation.response.method(world) == Exploitability.Method.TRAINED && told > Histories.MEMORY) {
            String rule = "needs " + Histories.gibibytes(told) + " of memory for chances of reports in trained best"
                    + " responses, and " + Histories.gibibytes(Histories.MEMORY) + " are for it";
            faults.add(document.fault("evaluation.starts", rule, "Maybe fewer starts, values or goods."));
        }
        if (keys.evaluation.response == Response.EXACT && !Histories.countable(world)) {
            String hint = "Maybe evaluation.response: auto, which falls back to trained responses.";
            faults.add(document.fault("evaluation.response", enumerated, hint));
        }
        faults.throwIfAny();
        return new LearnSpec(keys, world, settings, choice, oneGood, LearnWorldKeys.description(document, world));
    }

    /** The training in words. */
    String training() {
        TrainingSettings.Losses losses = settings.losses();
        String words = keys.outer.kind() + ", " + Numbers.count(settings.steps().count()) + " steps, "
                + settings.lies().reporters() + " reporters, alpha " + losses.alpha() + ", beta " + losses.beta();
        return words.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** How many histories a world has, in words. */
    static String size(World world) {
        double count = Histories.count(world);
        return count == 0 ? "types fill an interval" : String.format(Locale.ROOT, "this world has %,.0f", count);
    }

    private static @Nullable TrainingSettings oneGood(
            Document document, World world, TrainingSettings training, Faults faults) {
        String path = "training.oneGood";
        int steps = Math.toIntExact(document.whole(path));
        int width = training.width() / world.goods();
        if (steps > 0 && training.width() % world.goods() != 0) {
            String rule = "needs a training.width that is a multiple of " + world.goods() + " goods";
            String hint = "Maybe training.width: " + (width + 1) * world.goods() + ".";
            faults.add(document.fault(path, rule, hint));
            return null;
        }
        try {
            return steps == 0 ? null : training.first(world.oneGood(), steps, width);
        } catch (IllegalArgumentException refused) {
            faults.add(document.fault(path, "cannot be used: " + refused.getMessage(), "Maybe training.oneGood: 0."));
            return null;
        }
    }

    /** The world of a spec without a file, written out as a market. */
    public static Expansion expansion(Document document) {
        return document.made("world", () -> MarketOfWorld.of(LearnWorldKeys.world(document)));
    }
}
