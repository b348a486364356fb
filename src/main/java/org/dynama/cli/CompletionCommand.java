package org.dynama.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code dynama completion}. */
@Command(
        name = "completion",
        description = {
            "A script for bash or zsh that completes commands and options on the tab key, to standard output.",
            "It is for a dynama on the path, as a link to scripts/dynama is."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example: source <(dynama completion)"})
final class CompletionCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        System.out.print(AutoComplete.bash("dynama", spec.root().commandLine()));
        return Main.DONE;
    }
}
