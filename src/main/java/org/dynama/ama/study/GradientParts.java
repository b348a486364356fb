package org.dynama.ama.study;

import java.util.List;
import java.util.Locale;
import org.dynama.ama.search.GradientWorker;
import org.dynama.config.Document;
import org.dynama.config.Schema;
import org.dynama.solver.Settings;
import org.dynama.study.Parts;
import org.dynama.study.RunFolder;

/** Slices of the gradients of the search in a run's folder. */
public final class GradientParts implements Parts {
    private static final String WORK = "gradients by loops ";

    private final GradientWorker worker;

    private GradientParts(GradientWorker worker) {
        this.worker = worker;
    }

    /** What asks for them: by the loops of the machine that searches, for the same bits. */
    static String work(Settings.Loops loops) {
        return WORK + loops.name().toLowerCase(Locale.ROOT);
    }

    /**
     * Of a run's folder.
     *
     * @param schema of a search's spec
     */
    public static GradientParts of(String work, RunFolder folder, Schema schema) {
        List<String> alone = List.of("threads=1", "device=cpu", "loops=" + work.substring(WORK.length()));
        SearchSpec spec = SearchSpec.of(Document.read(folder.file("spec.yaml"), schema, alone));
        return new GradientParts(new GradientWorker(
                spec.searched(),
                spec.objective(),
                world -> spec.solvers(world, spec.keys().precision())));
    }

    @Override
    public byte[] part(byte[] shared, byte[] asked) {
        return worker.sums(shared, asked);
    }

    @Override
    public void close() {
        worker.close();
    }
}
