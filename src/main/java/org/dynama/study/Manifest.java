package org.dynama.study;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.dynama.config.Json;
import org.dynama.file.Digest;
import org.dynama.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * What a run's folder says of itself, as {@code manifest.json} holds it: at the start all that determines the run, at the
 * end what it left. A checkpoint names the start; the manifest never names a checkpoint.
 *
 * @param schema version of this format
 * @param study whose run it is
 * @param command that was run
 * @param version of the program
 * @param determines SHA-256 of what determines the numbers: study, command, version, the spec without what changes no bit,
 *     and the files that it reads
 * @param inputs SHA-256 of the spec and of each file that the run reads, by name
 * @param outputs SHA-256 of each file that it left, by name; null while it runs
 * @param digest SHA-256 of all above
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Manifest(
        int schema,
        String study,
        String command,
        String version,
        String determines,
        Map<String, String> inputs,
        @Nullable Map<String, String> outputs,
        String digest) {
    public static final String FILE = "manifest.json";
    public static final String SPEC = "spec.yaml";
    private static final int SCHEMA = 1;

    /** Top-level keys of a spec that change no bit of a result. */
    private static final List<String> IMMATERIAL = List.of("threads:", "memory:");

    public Manifest {
        inputs = Collections.unmodifiableSortedMap(new TreeMap<>(inputs));
        outputs = outputs == null ? null : Collections.unmodifiableSortedMap(new TreeMap<>(outputs));
    }

    /** The manifest of a run that begins, whose spec and inputs stand in a folder already. */
    static Manifest start(Job<?> job, Path folder) {
        Map<String, String> inputs = new TreeMap<>();
        inputs.put(SPEC, Digest.of(folder.resolve(SPEC)));
        job.inputs().forEach(input -> inputs.put(input.copy(), Digest.of(folder.resolve(input.copy()))));
        String version = Versions.dynama();
        String determines = determines(job.study().name(), job.command(), version, job.yaml(), inputs);
        return new Manifest(SCHEMA, job.study().name(), job.command(), version, determines, inputs, null, "").signed();
    }

    /** The same digest for a job that has not begun. */
    static String determines(Job<?> job) {
        Map<String, String> inputs = new TreeMap<>();
        job.inputs().forEach(input -> inputs.put(input.copy(), Digest.of(input.source())));
        return determines(job.study().name(), job.command(), Versions.dynama(), job.yaml(), inputs);
    }

    private static String determines(
            String study, String command, String version, String yaml, Map<String, String> inputs) {
        String essence = yaml.lines()
                .filter(line -> IMMATERIAL.stream().noneMatch(line::startsWith))
                .collect(Collectors.joining("\n"));
        Map<String, String> files = new TreeMap<>(inputs);
        files.put(SPEC, Digest.of(essence));
        return Digest.of(String.join("\n", study, command, version, files.toString()));
    }

    private Manifest signed() {
        return new Manifest(schema, study, command, version, determines, inputs, outputs, content());
    }

    private String content() {
        return Digest.of(String.join("\n", study, command, version, determines, inputs.toString(), "" + outputs));
    }

    /** This manifest at the end of the run. */
    Manifest ended(Map<String, String> left) {
        return new Manifest(schema, study, command, version, determines, inputs, left, "").signed();
    }

    /** Whether the run has ended. */
    public boolean isEnded() {
        return outputs != null;
    }

    /** The manifest of a folder; null where there is none, as in runs of earlier versions. */
    static @Nullable Manifest read(Path folder) {
        Path file = folder.resolve(FILE);
        return Files.isRegularFile(file) ? Json.read(file, Manifest.class) : null;
    }

    /**
     * Holds a folder against its manifest.
     *
     * @throws Refusal naming the file that was changed, or the version that began the run
     */
    void requireUnchanged(Path folder) {
        if (schema != SCHEMA || !version.equals(Versions.dynama())) {
            throw Refusal.of(
                    folder + " was begun by version " + version + ", and this is " + Versions.dynama()
                            + ": the numbers might differ",
                    "Maybe go on with that version, or start anew with another --out.");
        }
        if (!content().equals(digest)) {
            throw changed(folder, FILE, "was edited: its digest is another");
        }
        inputs.forEach((name, expected) -> {
            if (!Files.isRegularFile(folder.resolve(name))) {
                throw changed(folder, name, "is missing");
            }
            if (!Digest.of(folder.resolve(name)).equals(expected)) {
                throw changed(folder, name, "has changed since the run began");
            }
        });
        String yaml = RunFolder.text(folder.resolve(SPEC));
        if (!determines(study, command, version, yaml, inputs).equals(determines)) {
            throw changed(folder, FILE, "was edited: it names another start than the spec's");
        }
    }

    private static Refusal changed(Path folder, String name, String how) {
        return Refusal.of(
                folder.resolve(name) + " " + how,
                "Maybe put back what stood there, or start anew with another --out, or --force.");
    }
}
