package org.dynama.online.study;

import java.util.List;
import java.util.function.Supplier;
import org.dynama.model.Reals;
import org.dynama.online.RoundGrid;

/**
 * One thing to simulate with many seeds: a market, a mechanism, a length, and perhaps a liar.
 *
 * @param market its name
 * @param mechanism its name
 * @param lie how the liar reports; {@code truthful} for nobody lying
 * @param liar who lies, from 1; 0 for nobody
 * @param grid the rounds of the curves
 * @param floors what welfare, seller and agents lose per round to the exact mechanism on purpose: the exploration that
 *     {@code delta} asks for
 * @param prices VCG's own, per round, when everything is known; one for each agent
 * @param notes what people should know of the case; may be empty
 * @param simulator makes one; it serves one thread
 */
public record OnlineCase(
        String market,
        String mechanism,
        String lie,
        int liar,
        RoundGrid grid,
        Reals floors,
        Reals prices,
        List<String> notes,
        Supplier<Simulator> simulator) {

    static final String TRUTHFUL = "truthful";

    /** Runs one seed. */
    @FunctionalInterface
    public interface Simulator {
        SeedRun run(long seed);
    }

    /** A name that no other case of the spec has. */
    public String id() {
        return market + " / " + mechanism + " / " + grid.last() + " / "
                + (liar == 0 ? TRUTHFUL : "agent " + liar + " " + lie);
    }

    /** Whether two cases differ by the lie alone. */
    boolean isAlike(OnlineCase other) {
        return market.equals(other.market) && mechanism.equals(other.mechanism) && grid.last() == other.grid.last();
    }
}
