package org.dynama.study.engine.slurm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.dynama.refusal.Failure;
import org.dynama.refusal.Printable;

/** Slurm's programs, found on the path. */
final class Program {
    private Program() {}

    /**
     * What a program prints.
     *
     * @param input that it reads; may be empty
     * @throws Failure if it is not there, or ends with another status than 0: what it says is in the sentence
     */
    static String run(String input, String name, List<String> words) {
        List<String> command = new ArrayList<>(List.of(name));
        command.addAll(words);
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            try (var toIt = process.getOutputStream()) {
                toIt.write(input.getBytes(StandardCharsets.UTF_8));
            }
            String said = Printable.of(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
            int status = process.waitFor();
            if (status != 0) {
                String what = name.equals("sbatch") ? " refuses: " : " fails: ";
                throw new Failure(
                        name + what + said.strip().replaceAll("\\R+", "; "),
                        "Maybe " + (name.equals("sbatch") ? "other --sbatch options" : "later")
                                + ", or --engine local.");
            }
            return said;
        } catch (IOException exception) {
            throw new Failure(
                    "Slurm cannot be reached: " + name + " cannot be started",
                    "Maybe run this where sbatch is, or --engine local.");
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException(exception));
        }
    }

    /** The same without input. */
    static String run(String name, String... words) {
        return run("", name, List.of(words));
    }
}
