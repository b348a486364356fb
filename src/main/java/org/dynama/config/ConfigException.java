package org.dynama.config;

import java.util.List;
import java.util.stream.Collectors;

/** The user's input is at fault. The message is meant for the user as it stands: every fault, without a stack trace. */
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 50;

    private final transient List<Fault> faults;

    /**
     * @param source the file at fault, as the user named it
     * @param faults all that is wrong, at least one
     */
    public ConfigException(String source, List<Fault> faults) {
        super(message(source, faults));
        this.faults = List.copyOf(faults);
    }

    /** One fault of a source as a whole, or of a line of it; line 0 is none. */
    ConfigException(String source, int line, String rule, String hint) {
        this(source, List.of(new Fault(source, line, "", "", rule, hint)));
    }

    /** All faults: those of the file by line, then those of the overrides. */
    public List<Fault> faults() {
        return faults;
    }

    private static String message(String source, List<Fault> faults) {
        if (faults.isEmpty()) {
            throw new IllegalArgumentException("faults must hold at least one fault");
        }
        String listed = faults.stream().limit(SHOWN).map(Fault::toString).collect(Collectors.joining("\n"));
        if (faults.size() == 1) {
            return listed;
        }
        String more = faults.size() > SHOWN ? "\nand " + (faults.size() - SHOWN) + " more" : "";
        return source + " has " + faults.size() + " faults\n" + listed + more;
    }
}
