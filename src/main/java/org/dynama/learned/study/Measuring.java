package org.dynama.learned.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import org.dynama.config.Json;
import org.dynama.learned.baseline.Baselines;
import org.dynama.learned.exploit.ExactResponse;
import org.dynama.learned.exploit.Exploitability;
import org.dynama.learned.exploit.FirstPeriod;
import org.dynama.learned.exploit.Rebated;
import org.dynama.learned.exploit.Response;
import org.dynama.learned.exploit.ResponseBound;
import org.dynama.learned.exploit.StaticResponse;
import org.dynama.learned.exploit.TrainedResponse;
import org.dynama.learned.history.Histories;
import org.dynama.learned.plan.Oracle;
import org.dynama.learned.plan.Projection;
import org.dynama.learned.training.StartChoice;
import org.dynama.learned.training.Training;
import org.dynama.learned.training.TrainingLook;
import org.dynama.learned.training.TrainingSettings;
import org.dynama.learned.training.TrainingStopped;
import org.dynama.learned.world.Types;
import org.dynama.learned.world.World;
import org.dynama.model.RandomStream;
import org.dynama.model.Reals;
import org.dynama.refusal.Failure;
import org.dynama.study.Header;
import org.dynama.study.Run;
import org.dynama.study.Soundness;
import org.jspecify.annotations.Nullable;

/** What a learned mechanism is worth: best responses, the rebate that leaves most profit, the nearest truthful mechanism. */
final class Measuring {
    private final LearnSpec spec;
    private final double unit;
    private final World world;
    private final LearnSpec.Evaluation evaluation;
    private final int width;
    private final Run run;
    private final List<String> notes = new ArrayList<>();
    /** The mechanism for one good that copies were made of, and its width. */
    private @Nullable Reals oneGood;

    private int oneGoodWidth;

    Measuring(LearnSpec spec, Run run) {
        this.spec = spec;
        this.run = run;
        unit = spec.world().unit();
        world = spec.world().in(unit);
        evaluation = spec.keys().evaluation();
        width = spec.settings().width();
    }

    /** Something to say of the run. */
    void note(String text) {
        notes.add(text);
    }

    /** Copies of a mechanism for one good were made. */
    void copied(Reals parameters, int itsWidth) {
        oneGood = parameters;
        oneGoodWidth = itsWidth;
    }

    /** What looks at mechanisms in training, with a rebate: best responses, or where they are dear the training's reporters. */
    Function<Training, TrainingLook> eye(World of, TrainingSettings settings) {
        Double rebate = evaluation.rebate();
        RandomStream stream = new RandomStream(spec.keys().seed(), "look");
        return training -> {
            Function<Reals, Exploitability> found = parameters -> StartChoice.looks(of)
                    ? replied(of, settings.width(), parameters)
                    : TrainedResponse.episodes(of, settings, parameters, training.reporters(), stream);
            Exploitability best = rebate == null
                    ? Rebated.quick(of, settings.width(), training.parameters(), found)
                            .found()
                    : Rebated.of(of, settings.width(), training.parameters(), rebate, found)
                            .found();
            return new TrainingLook(best.exploitability(), best.profitLeft(), best.worth());
        };
    }

    private static Exploitability replied(World of, int ofWidth, Reals parameters) {
        return Histories.trainable(of)
                ? ExactResponse.of(of, ofWidth, parameters)
                : StaticResponse.of(of, ofWidth, parameters);
    }

    /** Stores a mechanism as it is. */
    void store(Reals parameters) {
        run.folder().write(LearnedMechanism.FILE, Json.write(LearnedMechanism.of(spec, parameters)));
    }

    /** The record of a training. */
    LearnRecord learned(Reals trained, Baselines baselines, @Nullable Double target, DoubleSupplier processor) {
        double training = run.seconds();
        store(trained);
        boolean all =
                evaluation.rebate() == null && evaluation.response().method(world) != Exploitability.Method.TRAINED;
        Rebated best = all
                ? Rebated.best(world, width, trained, this::measured)
                : Rebated.of(world, width, trained, rebate(trained), this::measured);
        return record("learn", best, baselines, target, training, processor);
    }

    /** The record of a stored mechanism that is measured again. */
    LearnRecord again(String command, Reals stored, Baselines baselines, DoubleSupplier processor) {
        double share = evaluation.rebate() == null ? 0 : evaluation.rebate();
        Rebated rebated = Rebated.of(world, width, stored, share, this::measured);
        return record(command, rebated, baselines, null, 0, processor);
    }

    private LearnRecord record(
            String command,
            Rebated rebated,
            Baselines baselines,
            @Nullable Double target,
            double training,
            DoubleSupplier processor) {
        if (rebated.share() > 0) {
            notes.add(String.format(Locale.ROOT, "%.3g %% of every payment is given back", 100 * rebated.share()));
        }
        store(rebated.parameters());
        Exploitability found = rebated.found().times(unit);
        if (!found.isFinite()) {
            throw command.equals("learn")
                    ? TrainingStopped.measured()
                    : new Failure(
                            "the mechanism yields numbers that are not finite",
                            "Maybe learn it anew, with smaller steps (training.step).");
        }
        if (found.worth() < found.profitLeft()) {
            notes.add(
                    "what is left is more than truth earns: each agent replies alone to the truth of the others, which is"
                            + " no equilibrium");
        }
        Certified certified = evaluation.projection() ? certified(rebated.parameters()) : null;
        double tolerance = spec.keys().outer().tolerance();
        boolean accepted = found.exploitability() < tolerance && found.participationLoss() < tolerance;
        Double atMost = found.method() == Exploitability.Method.GRID
                ? (Double) (ResponseBound.of(world, width, rebated.parameters()) * unit)
                : null;
        LearnRecord.Mechanism mechanism = LearnRecord.Mechanism.of(found, atMost);
        Soundness soundness = mechanism.soundness(command, evaluation.tolerance(), certified);
        double total = run.seconds();
        return new LearnRecord(
                Header.of(command, spec.keys().name(), spec.keys().seed(), soundness),
                new LearnRecord.Setting(
                        spec.world().name(),
                        notes,
                        command.equals("learn") ? spec.training() : "as stored",
                        target == null ? null : (Double) (target * unit),
                        accepted),
                mechanism,
                found.agents(),
                baselines.times(unit),
                certified,
                FirstPeriod.of(world, width, rebated.parameters()).stream()
                        .map(point -> point.times(unit))
                        .toList(),
                new LearnRecord.Seconds(training, total - training, total, processor.getAsDouble()));
    }

    /** The nearest truthful mechanism, which is stored; null where there is none to find. */
    private @Nullable Certified certified(Reals parameters) {
        Reals one = oneGood;
        boolean copies = one != null;
        World projected = copies ? spec.world().oneGood() : spec.world();
        String obstacle = Oracle.obstacle(projected);
        if (!obstacle.isEmpty()) {
            String size = Histories.count(projected) == 0 ? "" : " (" + LearnSpec.size(projected) + ")";
            notes.add("no truthful mechanism is sought near it: " + obstacle + size);
            return null;
        }
        run.at("projection", 0, "");
        Projection found = one != null
                ? Projection.of(projected, oneGoodWidth, one, evaluation.price())
                : Projection.of(projected, width, parameters, evaluation.price());
        run.folder().write(Certified.FILE, Json.write(found.certificate()));
        return Certified.of(
                found, evaluation.price(), copies ? spec.world().goods() : 1, Projection.drawsShares(projected));
    }

    private Exploitability measured(Reals parameters) {
        String phase = "best responses";
        run.at(phase, 0, "");
        return switch (evaluation.response().method(world)) {
            case EXACT -> ExactResponse.of(world, width, parameters);
            case GRID -> StaticResponse.of(world, width, parameters);
            case TRAINED -> {
                if (evaluation.response() == Response.AUTO && world.types() instanceof Types.Discrete) {
                    notes.add("exact best responses need histories that can be enumerated and " + LearnSpec.size(world)
                            + ": trained ones are shown, lower bounds");
                }
                yield TrainedResponse.of(
                        world,
                        spec.settings().over(unit),
                        parameters,
                        evaluation.effort(),
                        new RandomStream(spec.keys().evaluationSeed(), "response"),
                        done -> run.at(phase, done, ""));
            }
        };
    }

    /** The share of payments that is given back where responses are trained, or the spec says so. */
    private double rebate(Reals trained) {
        return evaluation.rebate() != null
                ? evaluation.rebate()
                : TrainedResponse.rebate(
                        world,
                        spec.settings().over(unit),
                        trained,
                        evaluation.effort(),
                        new RandomStream(spec.keys().evaluationSeed(), "response"),
                        done -> run.at("rebate", done, ""));
    }
}
