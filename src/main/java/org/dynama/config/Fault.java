package org.dynama.config;

/**
 * One thing that is wrong with the user's input, where it stands, and what to do about it.
 *
 * <p>It reads {@code experiments/x.yaml:4: environment.agents = 0 must be at least 1}, and the hint on the next line.
 *
 * @param source the file as the user named it, or {@code --set path=value}
 * @param line line in the file, from 1; 0 where there is none, as for {@code --set}
 * @param path the place, as {@code environment.types.high[2]}; empty for the whole source
 * @param value what stands there; empty where nothing does
 * @param rule what is wrong, so that "path = value rule" is a sentence
 * @param hint what to do; may be empty
 */
public record Fault(String source, int line, String path, String value, String rule, String hint) {
    private static final int LONGEST = 200;

    public Fault {
        if (line < 0) {
            throw new IllegalArgumentException("line = " + line + " must be 0 or more");
        }
        path = shortened(path);
        value = shortened(value);
    }

    /** The beginning of what may be long. */
    static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
    }

    @Override
    public String toString() {
        String place = line == 0 ? source : source + ":" + line;
        String thing = path.isEmpty() || value.isEmpty() ? path + value : path + " = " + value;
        String sentence = place + ": " + (thing.isEmpty() ? rule : thing + " " + rule);
        return hint.isEmpty() ? sentence : sentence + "\n  " + hint;
    }
}
