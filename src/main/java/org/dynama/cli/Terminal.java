package org.dynama.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.dynama.config.Json;
import org.dynama.refusal.Printable;
import picocli.CommandLine;

/**
 * Standard error, where people read. Nothing that a file holds, or is called, can move its cursor or clear it. For programs that
 * read it, each line is a JSON object instead.
 */
final class Terminal {
    private static volatile boolean isLog;

    private Terminal() {}

    /** Whether each line is to be a JSON object, until the next command begins. */
    static void setLog(boolean wanted) {
        isLog = wanted;
    }

    /** Whether each line is a JSON object. */
    static boolean isLog() {
        return isLog;
    }

    /** One line, or several. */
    static void say(String text) {
        if (isLog) {
            log("message", Map.of("text", text.strip()));
        } else {
            System.err.println(Printable.of(text));
        }
    }

    /** Why a command fails. */
    static void fail(String text) {
        if (isLog) {
            log("error", Map.of("text", text.strip()));
        } else {
            say(text);
        }
    }

    /** An event as one line of JSON. */
    static void log(String event, Map<String, ?> fields) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("time", Instant.now().toString());
        line.put("event", event);
        line.putAll(new TreeMap<>(fields));
        System.err.println(Json.line(line));
    }

    /** Of a wrong command line: what is wrong, and what the command takes. */
    static int wrongUse(CommandLine.ParameterException wrong, String... args) {
        CommandLine command = wrong.getCommandLine();
        say(String.valueOf(wrong.getMessage()));
        if (!CommandLine.UnmatchedArgumentException.printSuggestions(wrong, command.getErr())) {
            command.usage(command.getErr());
        }
        return Main.INPUT_AT_FAULT;
    }

    /**
     * A path on the command line. One with a line break would make lines of its own in whatever speaks of it.
     *
     * @throws CommandLine.TypeConversionException if it has control characters
     */
    static Path path(String text) {
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new CommandLine.TypeConversionException("a file's name must not hold control characters: rename it");
        }
        return Path.of(text);
    }
}
