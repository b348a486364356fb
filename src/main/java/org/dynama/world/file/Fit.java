package org.dynama.world.file;

import java.util.ArrayList;
import java.util.List;
import org.dynama.config.ConfigException;

/** What of a market stands in the way of a family of mechanisms: told in one sentence, with what the family needs. */
public final class Fit {
    /** So many places are named. */
    private static final int SHOWN = 4;

    private final MarketplaceFile file;
    private final String needs;
    private final List<String> places = new ArrayList<>();

    /**
     * Nothing yet.
     *
     * @param needs a sentence without its end, as {@code search needs types that stay}
     */
    public Fit(MarketplaceFile file, String needs) {
        this.file = file;
        this.needs = needs;
    }

    /**
     * Adds a place of the file.
     *
     * @param why as {@code moves types}
     */
    public void not(String path, String why) {
        int line = new MarketFaults(file).line(path);
        places.add(path + (line > 0 ? " in line " + line : "") + " " + why);
    }

    /**
     * Refuses the market if there is any place.
     *
     * @param hint what to do
     * @throws ConfigException with one fault
     */
    public void throwIfAny(String hint) {
        if (!places.isEmpty()) {
            throw refused(hint);
        }
    }

    /** The refusal of a market that does not fit as a whole, or not at those places. */
    public ConfigException refused(String hint) {
        List<String> shown = places.subList(0, Math.min(SHOWN, places.size()));
        int more = places.size() - shown.size();
        String rule = needs
                + (places.isEmpty() ? ", and this market is another" : ": " + String.join(", ", shown))
                + (more > 0 ? " and so do " + more + " more places" : "");
        MarketFaults places = new MarketFaults(file);
        return new ConfigException(places.source(), List.of(places.whole(rule, hint)));
    }
}
