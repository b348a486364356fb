package org.dynama.ama.study;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import org.dynama.ama.search.GradientEngine;
import org.dynama.refusal.Refusal;
import org.dynama.solver.pool.Solvers;
import org.dynama.study.PartsEngine;
import org.dynama.study.Run;
import org.jspecify.annotations.Nullable;

/** The gradients of a run's search by other machines, where they are wanted and the run has any. */
final class GradientCourse implements GradientEngine, AutoCloseable {
    /** {@code optimizer.engine}. */
    enum Where {
        /** On other machines once a gradient takes {@link #WORTH} seconds here. */
        AUTO,
        LOCAL,
        REMOTE
    }

    /** Seconds of this machine: a gradient that takes less is done before others have heard of it. */
    private static final double WORTH = 3;

    private final Run run;
    private final Where where;
    private PartsEngine.@Nullable Session session;
    private @Nullable Solvers here;
    private double seconds;

    GradientCourse(Run run, Where where) {
        this.run = run;
        this.where = where;
    }

    @Override
    public void attached(Solvers solvers) {
        here = solvers;
    }

    private Solvers here() {
        return Objects.requireNonNull(here, "no search has been attached");
    }

    /** Refuses a spec that asks for what this search or run does not have. */
    void require() {
        if (where != Where.REMOTE) {
            return;
        }
        if (!run.hasElsewhere()) {
            throw new Refusal(
                    "optimizer.engine", "remote", "needs other machines", "Maybe --engine, or optimizer.engine: auto.");
        }
        if (here == null) {
            throw new Refusal(
                    "optimizer.engine",
                    "remote",
                    "has no effect: this search takes no derivatives by the Java kernel on the CPU",
                    "Maybe optimizer.engine: auto.");
        }
    }

    @Override
    public boolean isWanted() {
        return run.hasElsewhere() && (where == Where.REMOTE || (where == Where.AUTO && seconds > WORTH));
    }

    @Override
    public void took(double ofOneThread) {
        seconds = ofOneThread / here().threads();
    }

    /** What is said where other machines do not pay; else nothing. */
    String hint() {
        return session == null || seconds == 0 || seconds > WORTH
                ? ""
                : String.format(
                        Locale.ROOT,
                        ", steps of %.1f s are too short for other machines: optimizer.engine: auto",
                        seconds);
    }

    @Override
    public void each(byte[] shared, List<byte[]> slices, Consumer<byte[]> inOrder) {
        PartsEngine.Session begun = session;
        if (begun == null) {
            begun = run.elsewhere(GradientParts.work(here().loops()));
            session = begun;
        }
        begun.each(shared, slices, inOrder);
    }

    @Override
    public void close() {
        if (session != null) {
            session.close();
        }
    }
}
