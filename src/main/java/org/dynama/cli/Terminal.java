package org.dynama.cli;

import java.nio.file.Path;
import org.dynama.refusal.Printable;
import picocli.CommandLine;

/** Standard error, where people read. Nothing that a file holds, or is called, can move its cursor or clear it. */
final class Terminal {
    private Terminal() {}

    /** One line, or several. */
    static void say(String text) {
        System.err.println(Printable.of(text));
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
