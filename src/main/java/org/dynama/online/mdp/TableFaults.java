package org.dynama.online.mdp;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.dynama.config.Document;
import org.dynama.config.Faults;

/** What is wrong with the numbers and names of a market's file: all of it, each at its place. */
final class TableFaults {
    private static final double NEAR = 1e-9;

    private final Document file;
    private final Faults faults;

    TableFaults(Document file, Faults faults) {
        this.file = file;
        this.faults = faults;
    }

    /** Of tables that have their shapes. */
    void find() {
        double least = Double.POSITIVE_INFINITY;
        for (String state : file.entries("kernel")) {
            for (String row : file.entries(state)) {
                least = Math.min(least, row(row));
            }
        }
        double alpha = file.number("alpha");
        if (faults.isEmpty() && alpha > least * (1 + NEAR)) {
            String rule = "must be at most the least probability of the kernel, " + least;
            faults.add(file.fault("alpha", rule, "Maybe alpha: " + least + "."));
        }
        boolean isUniform = file.text("noise").equals("uniform");
        double spread = isUniform ? file.number("spread") : 0;
        rewards("designer", "ceiling", spread);
        file.entries("agents").forEach(agent -> rewards(agent, "agentCeiling", spread));
    }

    /** Names that stand twice tell nothing apart. */
    void names(String path) {
        Set<String> known = new HashSet<>();
        for (String entry : file.entries(path)) {
            if (!known.add(file.text(entry))) {
                faults.add(file.fault(entry, "stands twice in " + path, "Maybe another name."));
            }
        }
    }

    private double row(String row) {
        double sum = 0;
        double least = Double.POSITIVE_INFINITY;
        for (String entry : file.entries(row)) {
            double probability = file.number(entry);
            if (!(probability > 0)) {
                faults.add(file.fault(
                        entry,
                        "must be more than 0: in a market that never restarts every state follows every other",
                        "Maybe 0.01, and the others less."));
            }
            sum += probability;
            least = Math.min(least, probability);
        }
        if (!(Math.abs(sum - 1) <= NEAR)) {
            faults.add(file.fault(row, "sums to " + sum + " and must sum to 1", "Maybe divide each by " + sum + "."));
        }
        return least;
    }

    private void rewards(String path, String ceiling, double spread) {
        double most = file.number(ceiling);
        for (String state : file.entries(path)) {
            List<String> entries = file.entries(state);
            for (String entry : entries) {
                double reward = file.number(entry);
                double room = Math.min(reward, most - reward);
                if (!(reward >= 0 && reward <= most)) {
                    String hint = reward < 0 ? "Maybe 0." : "Maybe " + ceiling + ": " + reward + ".";
                    faults.add(file.fault(entry, "must lie in [0, " + ceiling + " = " + most + "]", hint));
                } else if (spread > room) {
                    String rule = "leaves less room in [0, " + most + "] than spread = " + spread
                            + " takes, and no confidence set holds for what is cut";
                    faults.add(file.fault(entry, rule, "Maybe noise: coin."));
                }
            }
        }
    }
}
