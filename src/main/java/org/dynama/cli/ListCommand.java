package org.dynama.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.dynama.config.Schema;
import org.dynama.learned.study.LearnSpec;
import org.dynama.online.study.OnlineSpec;
import org.dynama.pivot.study.PivotSpec;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dynama list [SPECS]}. */
@Command(
        name = "list",
        description = "Lists every key of a spec: environments, objectives, optimizers, with ranges and defaults.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: dynama list online"})
final class ListCommand implements Callable<Integer> {
    enum Kind {
        search,
        online,
        pivot,
        learn;

        Schema schema() {
            return switch (this) {
                case search -> Schema.spec();
                case online -> OnlineSpec.schema();
                case pivot -> PivotSpec.schema();
                case learn -> LearnSpec.schema();
            };
        }
    }

    @Parameters(
            arity = "0..1",
            paramLabel = "SPECS",
            defaultValue = "search",
            description = "Whose keys: ${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} by default.")
    Kind kind = Kind.search;

    @Option(names = "--json", description = "As one JSON document.")
    boolean json;

    @Override
    public Integer call() {
        List<Schema.Key> keys = kind.schema().keys();
        System.out.print(json ? KeyTable.json(keys) : KeyTable.text(keys));
        return Main.DONE;
    }
}
