package org.dynama;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dynama.ama.SearchStudy;
import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.ama.objective.Objective;
import org.dynama.ama.search.SearchSettings;
import org.dynama.ama.study.Found;
import org.dynama.ama.study.SearchRun;
import org.dynama.ama.study.SearchSpec;
import org.dynama.ama.study.StoredMechanism;
import org.dynama.config.Document;
import org.dynama.config.Json;
import org.dynama.config.Schema;
import org.dynama.refusal.Refusal;
import org.dynama.study.Run;
import org.dynama.study.Studies;
import org.dynama.world.Absence;
import org.dynama.world.Environment;
import org.dynama.world.file.EnvironmentFile;
import org.dynama.world.file.MarketOutput;
import org.dynama.world.kind.DescribedWorld;
import org.dynama.world.market.Expansion;
import org.dynama.world.market.Marketplace;

/**
 * Dynama for Java: a world, searched for affine maximizers.
 *
 * <pre>{@code
 * Dynama market = Dynama.market(Path.of("models/environments/two-licences.json"));
 * try (DesignedMechanism mechanism = market.search("objective=revenue", "seed=7")) {
 *     Quote quote = mechanism.quote(Map.of("a", new double[] {0.4, 1.2}, "b", new double[] {0.9}));
 *     System.out.println(quote.first() + " " + quote.payments());
 *     mechanism.save(Path.of("sold"));
 * }
 * }</pre>
 *
 * <p>Settings are {@code path=value} with the keys of a spec, as {@code --set} has them and {@code dynama list search} shows
 * them; what nobody sets is as on the command line, and so are the numbers, to the bit. What is wrong with what was given is
 * thrown as {@link Refusal} or {@link org.dynama.config.ConfigException}, in the command line's words. Immutable; serves many
 * threads.
 */
public final class Dynama {
    private static final SearchStudy STUDY = new SearchStudy();
    private static final String FILE = "environment.json";
    private static final String KIND = "kind";

    private final DescribedWorld world;
    private final String source;
    private final String text;
    private final List<String> settings;

    /** @param source of the text of a spec, in faults */
    private Dynama(DescribedWorld world, String source, String text, List<String> settings) {
        this.world = world;
        this.source = source;
        this.text = text;
        this.settings = List.copyOf(settings);
    }

    /**
     * The market that a file describes.
     *
     * @param file {@code .json} or {@code .npz}, in the one format
     * @throws org.dynama.config.ConfigException with all faults of the file
     */
    public static Dynama market(Path file) {
        EnvironmentFile read = EnvironmentFile.read(Given.value("file", file));
        return of(new DescribedWorld(read.environment(), read), file.toString(), String.valueOf(file.getFileName()));
    }

    /**
     * A market that was made in code.
     *
     * @throws org.dynama.config.ConfigException with all that its file would be refused for
     */
    public static Dynama market(Marketplace market) {
        EnvironmentFile read = EnvironmentFile.of(Given.value("market", market), FILE);
        return of(new DescribedWorld(read.environment(), read), FILE, FILE);
    }

    /** An environment that was made in code. */
    public static Dynama market(Environment environment) {
        return of(new DescribedWorld(Given.value("environment", environment), null), FILE, FILE);
    }

    private static Dynama of(DescribedWorld world, String source, String file) {
        boolean isWorst = world.environment().absence() instanceof Absence.WorstType;
        Map<String, String> keys = isWorst
                ? Map.of("file", file, DescribedWorld.ABSENCE, DescribedWorld.WORST_TYPE)
                : Map.of("file", file);
        return new Dynama(world, source, Json.write(Map.of("environment", keys)), List.of());
    }

    /**
     * A kind of world that comes along.
     *
     * @param kind {@code sequential-sales}, {@code task-scheduling}, {@code gridworld} or {@code static-auction}
     * @param settings as {@code environment.agents=3}
     * @throws org.dynama.config.ConfigException with all faults at once
     */
    public static Dynama kind(String kind, String... settings) {
        List<String> all = new ArrayList<>(List.of("environment.kind=" + Given.value("kind", kind)));
        all.addAll(Given.values("settings", settings));
        String text = "environment: {}";
        SearchSpec spec = SearchSpec.of(Document.parse(KIND, text, STUDY.schema(), all));
        return new Dynama(spec.world(), KIND, text, all);
    }

    /**
     * The world of a spec, with its objective and how it is to be searched and evaluated.
     *
     * @throws org.dynama.config.ConfigException with all faults at once
     */
    public static Dynama spec(Path file, String... settings) {
        List<String> all = Given.values("settings", settings);
        Document read = Document.read(Given.value("file", file), STUDY.schema(), all);
        SearchSpec spec = SearchSpec.of(read);
        return new Dynama(spec.world(), read.source(), Json.write(read.node()), List.of());
    }

    /**
     * A mechanism that was saved, or found by the command line.
     *
     * @param mechanism a {@code mechanism.json}, or its folder
     * @throws Refusal if it is none of a search, is damaged or is for another world
     * @throws org.dynama.config.ConfigException if its world is at fault
     */
    public static DesignedMechanism load(Path mechanism) {
        Path file = Studies.mechanism(Given.value("mechanism", mechanism));
        if (!STUDY.stores(Json.read(file, JsonNode.class))) {
            throw Refusal.of(file + " is no mechanism of a search", "Maybe the folder of another run.");
        }
        StoredMechanism stored = StoredMechanism.read(file, STUDY.schema(), "mechanism", List.of())
                .checked(file);
        String text = Json.write(stored.document().node());
        Dynama dynama = new Dynama(stored.spec().world(), file.toString(), text, List.of());
        return new DesignedMechanism(dynama, stored.spec(), stored.parameters());
    }

    /** What is designed for. */
    public Environment environment() {
        return world.environment();
    }

    /**
     * Writes the market in the one format, as JSON, or as arrays where the name ends in {@code .npz}.
     *
     * @return what has no place there and is left out, a sentence each
     * @throws Refusal if the world has no place there
     */
    public List<String> write(Path file) {
        Given.value("file", file);
        EnvironmentFile read = world.file();
        Expansion expansion =
                read == null ? Expansion.of(world.environment()) : new Expansion(read.market(), List.of());
        MarketOutput.write(file, expansion.market());
        return expansion.notes();
    }

    /**
     * Searches the best mechanism.
     *
     * @param settings as {@code objective=welfare}, {@code seed=7}, {@code threads=2} or {@code optimizer.iterations=50}; by default
     *     revenue, on all cores
     * @throws org.dynama.config.ConfigException with all faults of the settings
     * @throws org.dynama.ama.search.SearchStopped if the search meets a number that is not finite, or a solver fails
     */
    public DesignedMechanism search(String... settings) {
        return search(Watch.silent(), settings);
    }

    /**
     * The same, watched.
     *
     * @throws org.dynama.refusal.Cancelled if the watch stops it
     */
    public DesignedMechanism search(Watch watch, String... settings) {
        Dynama wanted = with(settings);
        return wanted.found(watch, wanted.wanted(List.of()));
    }

    /**
     * The same for an objective and ways to search that were made in code.
     *
     * @param search its seed holds, and its ways to search, instead of the settings'
     * @throws Refusal if the objective is neither named nor a sum, or the optimizer does not suit it or the world
     */
    public DesignedMechanism search(Watch watch, Objective objective, SearchSettings search, String... settings) {
        SearchSpec spec = with(settings)
                .wanted(List.of())
                .with(Given.value("objective", objective), Given.value("search", search));
        List<String> all = new ArrayList<>(Given.values("settings", settings));
        all.add("objective=" + spec.tree().path("objective"));
        return with(all.toArray(String[]::new)).found(watch, spec);
    }

    /**
     * A mechanism of one's own.
     *
     * @param parameters weights {@code [n]} and boosts {@code [P]}; {@link AmaParameters#vcg} for VCG
     * @throws Refusal if they are not of this world
     */
    public DesignedMechanism mechanism(AmaParameters parameters, String... settings) {
        int agents = environment().agentCount();
        int pairs = environment().mdp().pairCount();
        int weights = Given.value("parameters", parameters).weights().size();
        if (weights != agents || parameters.boosts().size() != pairs) {
            throw Refusal.of(
                    "parameters has " + weights + " weights and "
                            + parameters.boosts().size()
                            + " boosts, and the environment " + agents + " agents and " + pairs
                            + " state-action pairs",
                    "");
        }
        Dynama wanted = with(settings);
        return new DesignedMechanism(wanted, wanted.wanted(List.of()), parameters);
    }

    private DesignedMechanism found(Watch watch, SearchSpec spec) {
        Given.value("watch", watch).requireWanted();
        Found found = new SearchRun(spec, Run.withoutFolder(watch.progress())).find();
        return new DesignedMechanism(this, found.spec(), found.parameters());
    }

    private Dynama with(String... more) {
        return new Dynama(world, source, text, all(Given.values("settings", more)));
    }

    private List<String> all(List<String> more) {
        for (String setting : more) {
            if (setting.strip().matches("(?s)environment\\s*[.=].*")) {
                throw Refusal.of(
                        "setting " + setting + " must not change the world, which is there already",
                        "Maybe Dynama.kind or Dynama.spec with it.");
            }
        }
        return Stream.concat(settings.stream(), more.stream()).toList();
    }

    /** Its world with a spec's keys. */
    SearchSpec wanted(List<String> more) {
        return SearchSpec.in(world, document(STUDY.schema(), more));
    }

    /** The spec by a schema that may have more keys. */
    Document document(Schema schema, List<String> more) {
        return Document.parse(source, text, schema, all(more));
    }
}
