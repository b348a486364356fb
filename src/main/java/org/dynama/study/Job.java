package org.dynama.study;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.dynama.config.Document;
import org.dynama.refusal.Refusal;

/**
 * Something to run into a folder: a study's spec, or a command on a mechanism that a study has stored.
 *
 * @param kind of the record that it leaves
 * @param study whose it is
 * @param command that is to be run
 * @param spec with every default; named by its key {@code name}
 * @param inputs all files that it reads besides the spec
 * @param body what computes
 */
public record Job<R extends StudyRecord>(
        Kind<R> kind, Study<?, ?> study, String command, Document spec, List<Input> inputs, Function<Run, R> body) {
    public Job {
        inputs = List.copyOf(inputs);
        Set<String> copies = new HashSet<>();
        for (Input input : inputs) {
            if (!copies.add(input.copy())) {
                throw new Refusal(
                        "file",
                        input.source(),
                        "has the name of another file that the run reads, " + input.copy(),
                        "Maybe give it another name.");
            }
        }
    }

    /**
     * The run of a study's spec.
     *
     * @throws org.dynama.config.ConfigException with every fault at once
     */
    public static <S, R extends StudyRecord> Job<R> of(Study<S, R> study, Document document) {
        S spec = study.read(document);
        List<Input> inputs = study.inputs(document, spec);
        return new Job<>(study, study, study.name(), document, inputs, run -> study.run(spec, run));
    }

    /** The name of the run, for people. */
    public String name() {
        return spec.text("name");
    }

    /** The spec as the run's folder holds it: files that it names are the copies beside it. */
    public String yaml() {
        Map<String, String> copies = new LinkedHashMap<>();
        inputs.stream().filter(input -> !input.key().isEmpty()).forEach(input -> copies.put(input.key(), input.copy()));
        return spec.with(copies).toYaml();
    }
}
