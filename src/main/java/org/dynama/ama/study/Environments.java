package org.dynama.ama.study;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import org.dynama.config.ConfigException;
import org.dynama.config.Document;
import org.dynama.config.Faults;
import org.dynama.model.Reals;
import org.dynama.world.Environment;
import org.dynama.world.Gridworld;
import org.dynama.world.SequentialSales;
import org.dynama.world.StaticAuction;
import org.dynama.world.StaticAuction.Valuation;
import org.dynama.world.TaskScheduling;
import org.dynama.world.file.EnvironmentFile;
import org.jspecify.annotations.Nullable;

/** Builds the environment that a document names. */
final class Environments {
    private Environments() {}

    /** The file that the environment is to be read from, if any; its faults, with their own places, are added. */
    static @Nullable EnvironmentFile file(Document document, Faults faults) {
        if (!document.has("environment.file")) {
            return null;
        }
        String name = document.text("environment.file");
        try {
            Path beside = Path.of(document.source()).resolveSibling(name);
            return EnvironmentFile.read(Files.exists(beside) ? beside : Path.of(name));
        } catch (ConfigException failure) {
            faults.addAll(failure);
        } catch (InvalidPathException failure) {
            faults.add(document.fault("environment.file", "is not a path", ""));
        }
        return null;
    }

    /** The built-in environment; faults that only show now are added, and the result is then of no use. */
    static Environment of(Document document, Faults faults) {
        if (!document.has("environment.kind")) {
            return SequentialSales.uniform(1, 1);
        }
        try {
            return switch (document.text("environment.kind")) {
                case "gridworld" -> gridworld(document);
                case "task-scheduling" -> scheduling(document, faults);
                case "static-auction" -> auction(document, faults);
                default -> sales(document, faults);
            };
        } catch (IllegalArgumentException exception) {
            faults.add(Spec.fault(document, "environment", exception));
            return SequentialSales.uniform(1, 1);
        }
    }

    private static Environment auction(Document document, Faults faults) {
        Reals high = highs(document, faults, agents -> Reals.filled(agents, 1), SequentialSales::asymmetricBounds);
        Valuation valuation =
                "additive".equals(document.text("environment.valuation")) ? Valuation.ADDITIVE : Valuation.UNIT_DEMAND;
        return StaticAuction.of(high, whole(document, "environment.items"), valuation);
    }

    private static Environment gridworld(Document document) {
        return Gridworld.of(
                whole(document, "environment.agents"),
                whole(document, "environment.size"),
                document.number("environment.discount"),
                document.truth("environment.walls"),
                "every-cell".equals(document.text("environment.types"))
                        ? Gridworld.Types.EVERY_CELL
                        : Gridworld.Types.ONE_CELL);
    }

    private static Environment sales(Document document, Faults faults) {
        Reals high = highs(document, faults, agents -> Reals.filled(agents, 1), SequentialSales::asymmetricBounds);
        return SequentialSales.of(high, whole(document, "environment.items"));
    }

    private static Environment scheduling(Document document, Faults faults) {
        Reals high = highs(document, faults, TaskScheduling::uniformBounds, TaskScheduling::asymmetricBounds);
        int tasks = whole(document, "environment.tasks");
        TaskScheduling.LoadRule rule = TaskScheduling.LoadRule.valueOf(
                document.text("environment.makespan").toUpperCase(Locale.ROOT));
        return document.isMap("environment.leftOut")
                ? TaskScheduling.retyped(high, tasks, rule, document.number("environment.leftOut.cost"))
                : TaskScheduling.of(high, tasks, rule);
    }

    private static int whole(Document document, String path) {
        return Math.toIntExact(document.whole(path));
    }

    private static Reals highs(
            Document document, Faults faults, IntFunction<Reals> uniform, IntFunction<Reals> asymmetric) {
        int agents = whole(document, "environment.agents");
        if (document.isMap("environment.types")) {
            List<Double> high = document.numbers("environment.types.high");
            if (high.size() != agents) {
                faults.add(document.fault(
                        "environment.types.high",
                        "has " + high.size() + " bounds and must have one for each of " + agents + " agents",
                        "Maybe environment.agents: " + high.size() + "."));
            }
            return Reals.of(high.stream().mapToDouble(Double::doubleValue).toArray());
        }
        return "asymmetric".equals(document.text("environment.types"))
                ? asymmetric.apply(agents)
                : uniform.apply(agents);
    }
}
