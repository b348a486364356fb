package org.dynama.world.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dynama.config.Fault;
import org.dynama.config.Faults;
import org.dynama.refusal.Refusal;

/** A file of another tool as text: what is wrong with it is told with its line and column. */
final class SourceText {
    /** A file of this size is read in some ten seconds. */
    private static final int LARGEST_MIB = 128;

    /** Nobody reads more. */
    private static final int MOST_FAULTS = 50;

    private final String source;
    private final String text;
    private final Faults faults;
    private int told;

    /**
     * A text.
     *
     * @param source names it
     * @param faults collects what is wrong
     */
    SourceText(String source, String text, Faults faults) {
        this.source = source;
        this.text = text;
        this.faults = faults;
    }

    /**
     * Reads a file.
     *
     * @throws Refusal unless it is a file of at most 128 MiB in UTF-8
     */
    static SourceText read(Path file, Faults faults) {
        if (!Files.isRegularFile(file)) {
            throw Refusal.of(
                    file + (Files.isDirectory(file) ? " is a folder" : " does not exist"),
                    "Check the path, which starts at the current folder.");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes((LARGEST_MIB << 20) + 1);
            if (bytes.length > LARGEST_MIB << 20) {
                throw Refusal.of(file + " has more than " + LARGEST_MIB + " MiB", "Maybe a smaller model.");
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return new SourceText(file.toString(), text, faults);
        } catch (CharacterCodingException notText) {
            throw Refusal.of(file + " is not UTF-8", "Save the file as UTF-8.", notText);
        } catch (IOException failure) {
            throw Refusal.of(file + " cannot be read: " + failure.getMessage(), "Check its permissions.", failure);
        }
    }

    String source() {
        return source;
    }

    String text() {
        return text;
    }

    /** The line of a place, from 1. */
    int line(int at) {
        return 1 + (int) text.substring(0, at).chars().filter(c -> c == '\n').count();
    }

    /**
     * Adds a fault; the fiftieth ends the reading.
     *
     * @param at where it stands, from 0
     * @param value what stands there; empty where that says nothing
     * @param rule what is wrong
     * @param hint what to do; may be empty
     */
    void fault(int at, String value, String rule, String hint) {
        int column = at - text.lastIndexOf('\n', at - 1);
        faults.add(new Fault(source, line(at), value.isEmpty() ? "" : "column " + column, value, rule, hint));
        if (++told == MOST_FAULTS) {
            faults.throwIfAny();
        }
    }

    /** Adds a fault of the file as a whole. */
    void fault(String rule, String hint) {
        faults.add(new Fault(source, 0, "", "", rule, hint));
    }

    /** The fault that ends the reading, with all before it. */
    RuntimeException end(int at, String value, String rule, String hint) {
        fault(at, value, rule, hint);
        faults.throwIfAny();
        throw new IllegalStateException("a fault must have been thrown");
    }

    /** Ends the reading if anything is wrong so far. */
    void throwIfAny() {
        faults.throwIfAny();
    }
}
