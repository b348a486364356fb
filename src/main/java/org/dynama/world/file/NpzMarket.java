package org.dynama.world.file;

import java.nio.file.Path;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dynama.config.ConfigException;
import org.dynama.config.Document;
import org.dynama.config.Faults;
import org.dynama.config.Schema;
import org.dynama.model.Reals;
import org.dynama.numpy.NpzFile;
import org.dynama.refusal.Refusal;
import org.dynama.world.market.MarketAction;
import org.dynama.world.market.MarketAgent;
import org.dynama.world.market.Marketplace;

/**
 * Reads a market from an {@code .npz} archive: what is large stands in arrays, one row a state-action pair, and the agents in
 * a text. {@code src/site/markdown/worlds.md} has the table of arrays.
 */
final class NpzMarket {
    static final String TEXT = "market";
    /** Names of arrays that are no matrices. */
    static final List<String> PLAIN = List.of(TEXT, "state", "action", "initial", "states", "actions");

    static final List<String> MATRICES = List.of("transitions", "rewards", "constants", "designer", "needs");
    private static final int MOST_PAIRS = 10_000_000;

    private final NpzFile archive;
    private final NpzFaults faults;

    private NpzMarket(NpzFile archive, String source) {
        this.archive = archive;
        faults = new NpzFaults(source);
    }

    /**
     * Reads a market.
     *
     * @throws ConfigException with all faults at once, each with the array's name and index
     */
    static MarketplaceFile read(Path file) {
        try (NpzFile archive = NpzFile.open(file)) {
            return new NpzMarket(archive, file.toString()).market(file);
        } catch (Refusal refused) {
            NpzFaults faults = new NpzFaults(file.toString());
            faults.add("", "", refused.sentence(), refused.hint());
            faults.throwIfAny();
            throw refused;
        }
    }

    private MarketplaceFile market(Path file) {
        requireArrays();
        Document document = Document.parse(
                MarketFaults.sourceInArchive(file),
                archive.words(TEXT).get(0),
                Schema.without(
                        MarketplaceFile.SCHEMA, "actions", "initial", "order", "draws", "drawsByState", "terminal"),
                List.of());
        Faults inText = new Faults(document.source());
        AgentKeys agentKeys = new AgentKeys(document, file, inText);
        List<MarketAgent> agents = agentKeys.agents();
        HorizonKeys horizon = new HorizonKeys(document);
        inText.throwIfAny();
        int[] state = wholes("state", -1);
        int states = states(state);
        NpzPairs pairs = NpzPairs.of(state, states, action(state, states), faults);
        faults.throwIfAny();
        Marketplace.Labels labels = new Marketplace.Labels(
                names("states", states), names("actions", pairs.actions()), List.of(Marketplace.SURE));
        NpzRows rows = new NpzRows(archive, agents, state.length, states, horizon.mayEnd(), faults);
        Reals initial = initial(states);
        List<MarketAction> actions = rows.actions(pairs, horizon.periods());
        faults.throwIfAny();
        Marketplace market = new Marketplace(
                document.text("name"),
                document.text("description"),
                horizon.horizon(),
                horizon.periods(),
                agents,
                labels,
                List.of(Reals.of(1)),
                initial,
                actions,
                List.of(),
                Map.of(),
                ObservationKeys.read(document));
        return new MarketplaceFile(market, document, agentKeys.files());
    }

    /** Whatever is read later is there, and nothing is there that is not read. */
    private void requireArrays() {
        Set<String> known = new LinkedHashSet<>(PLAIN);
        MATRICES.forEach(name -> known.addAll(NpzMatrix.names(name)));
        for (String name : archive.names()) {
            if (!known.contains(name)) {
                faults.add(name, "", "is no array of a market", "Known are " + String.join(", ", shown()) + ".");
            }
        }
        Stream.of(TEXT, "state")
                .filter(name -> !archive.names().contains(name))
                .forEach(name -> faults.add(
                        name, "", "is missing", "A market has the arrays market, state and transitions at least."));
        if (!NpzMatrix.isIn(archive, "transitions")) {
            faults.add(
                    "transitions_data",
                    "",
                    "is missing",
                    "Maybe scipy.sparse.csr_array(...).data, indices and indptr.");
        }
        if (faults.isEmpty() && (!archive.isText(TEXT) || archive.size(TEXT) != 1)) {
            faults.add(TEXT, "", "must be one text", "Maybe json.dumps({\"horizon\": ..., \"agents\": [...]}).");
        }
        if (faults.isEmpty() && archive.size("state") > MOST_PAIRS) {
            String rule = "has " + archive.size("state") + " state-action pairs, and there must be at most ";
            faults.add("state", "", rule + MOST_PAIRS, "Maybe fold states that have the same future into one.");
        }
        faults.throwIfAny();
        requireMemory();
    }

    private void requireMemory() {
        long entries = entries("transitions");
        long terms = Stream.of("rewards", "constants").mapToLong(this::entries).sum();
        long states = archive.names().contains("initial") ? archive.size("initial") : archive.size("state");
        WorldMemory memory = new WorldMemory(states, archive.size("state"), entries, terms);
        String misfit = memory.misfit(Runtime.getRuntime().maxMemory());
        if (!misfit.isEmpty()) {
            faults.add(
                    "", "", misfit, "Maybe " + memory.option() + ", or fewer states: fold those with the same future.");
            faults.throwIfAny();
        }
    }

    private long entries(String matrix) {
        return Stream.of(matrix, matrix + "_data")
                .filter(archive.names()::contains)
                .mapToLong(archive::size)
                .sum();
    }

    private static Collection<String> shown() {
        return Stream.concat(PLAIN.stream(), MATRICES.stream()).toList();
    }

    /** A vector of whole numbers; {@code length} -1 stands for any. */
    private int[] wholes(String name, int length) {
        boolean isVector = archive.shape(name).size() == 1 && (length < 0 || archive.size(name) == length);
        if (!isVector) {
            faults.add(
                    name,
                    "",
                    "has shape " + archive.shape(name) + " and must have one axis"
                            + (length < 0 ? "" : " of " + length + " entries"),
                    "");
        }
        faults.throwIfAny();
        return archive.wholes(name);
    }

    /** As many as a name, a start or a column says, else up to the last that has an action. */
    private int states(int[] state) {
        if (archive.names().contains("transitions_shape")) {
            int[] shape = archive.wholes("transitions_shape");
            return shape.length == 2 ? Math.max(1, shape[1]) : 1;
        }
        for (String name : List.of("initial", "states")) {
            if (archive.names().contains(name)) {
                return (int) Math.max(1, archive.size(name));
            }
        }
        return 1 + Math.max(0, IntStream.of(state).max().orElse(0));
    }

    private int[] action(int[] state, int states) {
        if (archive.names().contains("action")) {
            return wholes("action", state.length);
        }
        int[] next = new int[states];
        return IntStream.of(state)
                .map(s -> s >= 0 && s < states ? next[s]++ : 0)
                .toArray();
    }

    private List<String> names(String array, int count) {
        if (!archive.names().contains(array)) {
            return IntStream.range(0, count).mapToObj(String::valueOf).toList();
        }
        List<String> names = archive.words(array);
        if (archive.shape(array).size() != 1
                || names.size() < count
                || (array.equals("states") && names.size() > count)) {
            faults.add(
                    array,
                    "",
                    "has shape " + archive.shape(array) + " and must have one name for each of " + count,
                    "");
            return names;
        }
        Set<String> known = new LinkedHashSet<>();
        for (int k = 0; k < names.size(); k++) {
            String wrong = Document.refusalOfName(names.get(k));
            if (!wrong.isEmpty()) {
                faults.add(array + "[" + k + "]", names.get(k), wrong, "Maybe a short name of visible characters.");
            } else if (!known.add(names.get(k))) {
                faults.add(array + "[" + k + "]", names.get(k), "stands twice", "Give each its own name.");
            }
        }
        return names;
    }

    private Reals initial(int states) {
        double[] initial = new double[states];
        if (!archive.names().contains("initial")) {
            initial[0] = 1;
            return Reals.of(initial);
        }
        if (!archive.shape("initial").equals(List.of(states))) {
            faults.add("initial", "", "has shape " + archive.shape("initial") + " and must have [" + states + "]", "");
            return Reals.of(initial);
        }
        double[] given = archive.reals("initial");
        double sum = 0;
        for (int s = 0; s < states; s++) {
            sum += given[s];
            if (!(given[s] >= 0 && given[s] <= 1)) {
                faults.add("initial[" + s + "]", given[s], "must be a probability", "");
            }
        }
        if (!(Math.abs(sum - 1) <= NpzRows.SLACK)) {
            faults.add("initial", "", "has probabilities that sum to " + sum + " and must sum to 1", "");
        }
        return Reals.of(given);
    }

    /** A set of the numbers from 0 up to a count. */
    static BitSet first(int count) {
        BitSet all = new BitSet();
        all.set(0, Math.max(1, count));
        return all;
    }
}
