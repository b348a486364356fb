package org.dynama.world.file;

import org.dynama.config.Document;
import org.dynama.config.Fault;

/**
 * Faults of a market that show only once all of it has been read, each where it stands: key and line of a text, name and
 * index of an array.
 */
public final class MarketFaults {
    /** What the source of an archive's text ends with. */
    private static final String IN_ARCHIVE = "!" + NpzMarket.TEXT;

    private final MarketplaceFile file;
    private final Document document;

    /** Faults of a market in a file. */
    public MarketFaults(MarketplaceFile file) {
        this.file = file;
        document = file.document();
    }

    /** The source of a text in an archive, as faults of the text itself name it. */
    static String sourceInArchive(Object archive) {
        return archive + IN_ARCHIVE;
    }

    /** The file as the user named it. */
    public String source() {
        String source = document.source();
        return isArchive() ? source.substring(0, source.length() - IN_ARCHIVE.length()) : source;
    }

    /** The line of a key, from 1; 0 where there is none, as in arrays. */
    int line(String path) {
        return isArchive() ? 0 : document.line(path);
    }

    /** A fault of the market as a whole. */
    public Fault whole(String rule, String hint) {
        return isArchive() ? inArray("", "", rule, hint) : document.fault("", rule, hint);
    }

    /** A fault of all actions together. */
    Fault actions(String rule, String hint) {
        return isArchive() ? inArray("state", "", rule, hint) : document.fault("actions", rule, hint);
    }

    /** The place of the first action of a public state. */
    public String place(int state) {
        int first = file.market().firstActions()[state];
        return isArchive() ? "state[" + first + "]" : "actions[" + first + "].state";
    }

    /** A fault of a public state, told where its first action stands. */
    public Fault state(int state, String rule, String hint) {
        return isArchive() ? inArray(place(state), name(state), rule, hint) : document.fault(place(state), rule, hint);
    }

    /**
     * A fault of what an action is worth.
     *
     * @param key in the action, as {@code designer}; where the action has none it is the fault of the whole action
     */
    public Fault worth(int action, String key, String rule, String hint) {
        String path = "actions[" + action + "]";
        String inner = path + "." + key;
        return isArchive()
                ? inArray("state[" + action + "]", key, rule, hint)
                : document.fault(document.has(inner) ? inner : path, rule, hint);
    }

    /** A fault of a public state in which runs start. */
    Fault start(int state, String rule, String hint) {
        return isArchive()
                ? inArray("initial[" + state + "]", file.market().initial().get(state), rule, hint)
                : document.fault(Document.join("initial", name(state)), rule, hint);
    }

    private String name(int state) {
        return file.market().labels().states().get(state);
    }

    private boolean isArchive() {
        return document.source().endsWith(IN_ARCHIVE);
    }

    private Fault inArray(String place, Object value, String rule, String hint) {
        return new Fault(source(), 0, place, String.valueOf(value), rule, hint);
    }
}
