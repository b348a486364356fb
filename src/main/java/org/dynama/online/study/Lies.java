package org.dynama.online.study;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.dynama.config.Document;
import org.dynama.config.Faults;
import org.dynama.online.Reporting;

/**
 * The ways to lie that a spec asks for.
 *
 * @param agent who lies, from 1
 * @param reporting how; the truth where the best misreport is to be searched
 * @param searched whether it is searched
 */
record Lies(int agent, Reporting reporting, boolean searched) {
    private static final double[] FACTORS = {0, 0.25, 0.5, 0.75, 0.9, 1.1, 1.25, 1.5, 2};
    private static final double[] TARGETS = {0, 0.5, 1};
    private static final double[] STRENGTHS = {0.1, 0.3, 1};

    static final String SEARCHED = "reports as a search found best";

    static List<Lies> of(Document document, int agents, Faults faults) {
        List<Lies> lies = new ArrayList<>();
        for (String path : document.entries("lies")) {
            int agent = Math.toIntExact(document.whole(path + ".agent"));
            if (agent > agents) {
                faults.add(document.fault(
                        path + ".agent", "must be one of " + agents + " agents", "Maybe agent: " + agents + "."));
            }
            lies.add(new Lies(
                    agent,
                    reporting(document, path),
                    document.text(path + ".kind").equals("search")));
        }
        return lies;
    }

    private static Reporting reporting(Document document, String path) {
        double factor = document.number(path + ".factor");
        Reporting reporting = switch (document.text(path + ".kind")) {
            case "squash" ->
                new Reporting.Squashed(document.number(path + ".target"), document.number(path + ".strength"));
            case "one" -> new Reporting.Chosen(Math.toIntExact(document.whole(path + ".component")), factor, 0);
            case "price" -> new Reporting.PriceReactive(factor, document.number(path + ".threshold"));
            case "search" -> Reporting.TRUTHFUL;
            default -> new Reporting.Scaled(factor);
        };
        long until = document.whole(path + ".until");
        return until > 0 ? new Reporting.Early(reporting, until) : reporting;
    }

    String label() {
        return searched ? SEARCHED : reporting.label();
    }

    /**
     * The stationary misreport of the largest utility among scales and squashes: what a learner with a simulator of her
     * own would settle on.
     *
     * @param utility of a way to report, on seeds that the evaluation does not use
     */
    static Reporting best(ToDoubleFunction<Reporting> utility) {
        List<Reporting> tried = new ArrayList<>();
        for (double factor : FACTORS) {
            tried.add(new Reporting.Scaled(factor));
        }
        for (double target : TARGETS) {
            for (double strength : STRENGTHS) {
                tried.add(new Reporting.Squashed(target, strength));
            }
        }
        Reporting best = tried.get(0);
        double most = Double.NEGATIVE_INFINITY;
        for (Reporting reporting : tried) {
            double gained = utility.applyAsDouble(reporting);
            if (gained > most) {
                most = gained;
                best = reporting;
            }
        }
        return best;
    }
}
