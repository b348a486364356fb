package org.dynama.world.file;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dynama.config.Document;
import org.dynama.config.Faults;
import org.dynama.config.Schema;
import org.dynama.model.Reals;
import org.dynama.world.market.MarketAction;
import org.dynama.world.market.MarketAgent;
import org.dynama.world.market.MarketGraph;
import org.dynama.world.market.Marketplace;

/**
 * A market that was read from a JSON file, or from an archive of arrays: {@code src/site/markdown/worlds.md} explains the keys
 * by an example, and the arrays.
 *
 * <p>Files of earlier versions, environments of the search and worlds of the pivot mechanism, are read as they are: the format
 * has all their keys, {@code public} as an old word for {@code designer}.
 *
 * @param market as the file describes it
 * @param document with the places of everything, for faults that show later: an entry of the market's lists has the same
 *     number in the document's
 * @param companions files that it names, as it names them: paths from its folder
 */
public record MarketplaceFile(Marketplace market, Document document, List<String> companions) {
    static final String SCHEMA = "/org/dynama/world/file/world.schema.json";

    public MarketplaceFile {
        companions = List.copyOf(companions);
    }

    /**
     * Reads a market.
     *
     * @throws org.dynama.config.ConfigException with all faults at once: wrong keys and values first, then names,
     *     probabilities and distributions, then what only the whole graph shows (states out of reach, cycles)
     */
    public static MarketplaceFile read(Path file) {
        if (isArchive(file)) {
            MarketplaceFile read = NpzMarket.read(file);
            Faults faults = new Faults(new MarketFaults(read).source());
            read.requireSound(faults);
            faults.throwIfAny();
            return read;
        }
        return of(Document.large(file, Schema.resource(SCHEMA), "actions"), file);
    }

    /** Whether a file is an archive of arrays, by its ending. */
    public static boolean isArchive(Path file) {
        return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).endsWith(".npz");
    }

    /** Whether a file is surely a market in the one format: an archive, or larger than any other that a command reads. */
    public static boolean isLarge(Path file) {
        return isArchive(file) || Document.isLarge(file);
    }

    /** Like {@link #read}, from a text; {@code source} names it in faults. */
    public static MarketplaceFile parse(String source, String text) {
        return of(Document.parse(source, text, Schema.resource(SCHEMA), List.of()), Path.of(source));
    }

    private static MarketplaceFile of(Document document, Path file) {
        Faults faults = new Faults(document.source());
        AgentKeys agentKeys = new AgentKeys(document, file, faults);
        List<MarketAgent> agents = agentKeys.agents();
        PublicNames names = new PublicNames(document, faults);
        HorizonKeys horizon = new HorizonKeys(document);
        ActionKeys actionKeys = new ActionKeys(document, faults, names, agentKeys, agents);
        List<Reals> draws = names.distributions(horizon.periods());
        Map<Integer, Reals> drawsByState = names.drawsByState();
        Reals initial = names.states.distribution("initial");
        List<MarketAction> actions = actionKeys.actions();
        List<Marketplace.Ending> endings = actionKeys.endings();
        requireSingle(document, actions, faults);
        faults.throwIfAny();
        Marketplace market = new Marketplace(
                document.text("name"),
                document.text("description"),
                horizon.horizon(),
                horizon.periods(),
                agents,
                new Marketplace.Labels(names.states.names(), names.actions.names(), names.draws.names()),
                draws,
                initial,
                actions,
                endings,
                drawsByState,
                ObservationKeys.read(document));
        MarketplaceFile read = new MarketplaceFile(market, document, agentKeys.files());
        read.requireSound(faults);
        faults.throwIfAny();
        return read;
    }

    /** No action stands twice in a public state and period. */
    private static void requireSingle(Document document, List<MarketAction> actions, Faults faults) {
        Map<List<Integer>, List<Integer>> known = new HashMap<>();
        for (int e = 0; e < actions.size(); e++) {
            MarketAction action = actions.get(e);
            List<Integer> before =
                    known.computeIfAbsent(List.of(action.state(), action.action()), pair -> new ArrayList<>());
            for (int first : before) {
                if (actions.get(first)
                        .condition()
                        .periods()
                        .intersects(action.condition().periods())) {
                    faults.add(document.fault(
                            "actions[" + e + "].name",
                            "is there already in state \"" + document.text("actions[" + e + "].state")
                                    + "\", as actions[" + first + "] in line "
                                    + document.line("actions[" + first + "]"),
                            "Keep one of the two, or give them other periods."));
                }
            }
            before.add(e);
        }
    }

    private void requireSound(Faults faults) {
        MarketGraph graph = MarketGraph.of(market);
        MarketFaults places = new MarketFaults(this);
        graph.unreached()
                .forEach(s -> faults.add(places.state(
                        s,
                        "cannot be reached",
                        "Remove the state, let an action lead to it, or give it an initial probability.")));
        List<Integer> cycle = graph.cycle();
        if (market.isFinite() && market.periods() == 0 && !cycle.isEmpty()) {
            faults.add(
                    places.state(
                            cycle.get(0),
                            "lies on a cycle, " + graph.shown(cycle)
                                    + ", which a finite horizon without periods does not allow",
                            "Maybe tell apart the visits (\"day 1\", \"day 2\"), give horizon.periods, or a discounted horizon."));
        }
    }
}
