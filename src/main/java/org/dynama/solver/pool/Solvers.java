package org.dynama.solver.pool;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.dynama.model.Endlessness;
import org.dynama.model.Horizon;
import org.dynama.model.Mdp;
import org.dynama.model.Profiles;
import org.dynama.model.RewardMap;
import org.dynama.model.Stages;
import org.dynama.model.Workers;
import org.dynama.refusal.Refusal;
import org.dynama.solver.OccupancySolver;
import org.dynama.solver.Settings;
import org.dynama.solver.acyclic.AcyclicSolver;
import org.dynama.solver.acyclic.VectorModule;
import org.dynama.solver.average.AverageSolver;
import org.dynama.solver.discounted.DiscountedSolver;
import org.dynama.solver.soft.SparseRegularized;
import org.dynama.solver.sparse.SparseSolver;
import org.dynama.solver.tensor.TensorDevice;
import org.dynama.solver.tensor.TensorKernel;
import org.dynama.solver.tensor.TensorSolver;
import org.dynama.solver.tensor.discounted.DiscountedTensorSolver;
import org.jspecify.annotations.Nullable;

/**
 * Solvers for one MDP on all threads: cuts batches into chunks and hands the results over in order, so that neither
 * the number of threads nor their timing changes a sum.
 */
public final class Solvers implements AutoCloseable {

    /** What is done with one chunk, the profiles {@code from..to-1}. */
    @FunctionalInterface
    public interface Task<R> {
        R run(OccupancySolver solver, int from, int to);
    }

    /** So many states of a random graph take a block of profiles some ten seconds a thread by elimination. */
    private static final int MOST_ELIMINATED = 300;
    /** So many take six seconds by iteration. */
    private static final int MOST_ITERATED = 1_000;

    private static final String VECTORS = "vector module";
    private static final String KERNEL = "java kernel";

    private final Workers<OccupancySolver> workers;
    private final int capacity;
    /** At most the capacity; less once a device has run out of memory. */
    private final AtomicInteger chunk;

    private final String description;
    private DoubleConsumer watcher = done -> {};

    private Solvers(Supplier<OccupancySolver> factory, int threads, String description) {
        this.description = description;
        workers = new Workers<>(factory, threads);
        // Made here and now, so that what cannot work is refused before there is work.
        capacity = workers.first().capacity();
        chunk = new AtomicInteger(capacity);
    }

    /**
     * The solvers that settings ask for: with float64 on the CPU the plain Java kernel, which beats tensors there, else
     * tensors. Where memory is short, batches are cut into smaller chunks, and fewer threads work at a time.
     *
     * @param dimension the largest type dimension {@code d}
     * @throws IllegalArgumentException if the device or the vector module that is asked for is missing, not even
     *     {@link Profiles#BLOCK} profiles fit the memory, or a discounted or total horizon is to be solved in float32
     */
    public static Solvers of(Mdp mdp, RewardMap rewards, int dimension, Settings settings) {
        return of(mdp, rewards, dimension, settings, true);
    }

    /**
     * The same for a purpose.
     *
     * @param isRegularized whether they will be asked for regularized solutions, whose memory is counted then
     */
    public static Solvers of(Mdp mdp, RewardMap rewards, int dimension, Settings settings, boolean isRegularized) {
        Settings chosen = TensorDevice.resolve(settings);
        boolean tensors = takesTensors(chosen);
        if (tensors && mdp.horizon() instanceof Horizon.AverageReward) {
            throw Refusal.of(
                    "device = " + chosen.device() + ", precision = " + chosen.precision()
                            + ": an average-reward horizon has only the Java kernel, on the CPU in float64",
                    "Maybe device: cpu and precision: float64.");
        }
        boolean sweeps = isRegularized && softenedLoops(mdp, chosen) != null;
        if (!sweeps && chosen.loops() == Settings.Loops.VECTOR) {
            throw new Refusal(
                    "loops",
                    "vector",
                    "is for softened solutions of worlds with a finite horizon, on the CPU in float64",
                    "Maybe loops: auto.");
        }
        if (tensors) {
            return tensors(mdp, rewards, dimension, chosen);
        }
        KernelBytes bytes = KernelBytes.of(mdp, isRegularized);
        long fitting = Settings.fit(
                chosen.memoryBytes(), bytes.total(), bytes.what(mdp), bytes.advice(mdp, chosen.memoryBytes()));
        int threads = (int) Math.min(fitting, chosen.threads());
        return sweeps && softenedLoops(mdp, chosen) == Settings.Loops.VECTOR
                ? vectors(mdp, rewards, dimension, threads)
                : kernel(mdp, rewards, dimension, threads);
    }

    private static boolean takesTensors(Settings chosen) {
        return chosen.device() == Settings.Device.GPU || chosen.precision() == Settings.Precision.FLOAT32;
    }

    /** What sums up softened sweeps on this JVM, PLAIN or VECTOR; null where these settings take none of the two. */
    public static Settings.@Nullable Loops softenedLoops(Mdp mdp, Settings settings) {
        if (takesTensors(TensorDevice.resolve(settings)) || !(mdp.horizon() instanceof Horizon.Finite)) {
            return null;
        }
        boolean vectors = settings.loops() == Settings.Loops.VECTOR
                || (settings.loops() == Settings.Loops.AUTO && VectorModule.isPresent());
        return vectors ? Settings.Loops.VECTOR : Settings.Loops.PLAIN;
    }

    /** What {@link Settings.Loops} these solvers sum by: PLAIN or VECTOR. */
    public Settings.Loops loops() {
        return description.contains(VECTORS) ? Settings.Loops.VECTOR : Settings.Loops.PLAIN;
    }

    private static Solvers vectors(Mdp mdp, RewardMap rewards, int dimension, int threads) {
        return new Solvers(
                byRank(rewards, () -> new AcyclicSolver(mdp, rewards, dimension, VectorModule.rows())),
                threads,
                KERNEL + ", " + VECTORS + ", float64, " + threads(threads) + order(rewards));
    }

    /**
     * The plain Java kernel for the MDP's horizon, on the CPU, in float64.
     *
     * @param dimension the largest type dimension {@code d}
     * @param threads 0 for one per processor
     */
    public static Solvers kernel(Mdp mdp, RewardMap rewards, int dimension, int threads) {
        int used = threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
        Supplier<OccupancySolver> factory = mdp.horizon() instanceof Horizon.Finite
                ? () -> new AcyclicSolver(mdp, rewards, dimension)
                : mdp.horizon() instanceof Horizon.AverageReward
                        ? () -> new AverageSolver(mdp, rewards, dimension)
                        : () -> new DiscountedSolver(mdp, rewards, dimension);
        String how = KERNEL + (isSparse(mdp) ? ", sparse policy iteration, float64, " : ", float64, ");
        return new Solvers(byRank(rewards, factory), used, how + threads(used) + order(rewards));
    }

    /** Whether hard solutions with cycles take iterative evaluation. */
    static boolean isSparse(Mdp mdp) {
        return !(mdp.horizon() instanceof Horizon.Finite) && (SparseSolver.suits(mdp) || Endlessness.mayLast(mdp));
    }

    /**
     * Tensors on PyTorch, for the MDP's horizon, finite, discounted or total; AUTO means the CPU. On a GPU one thread feeds
     * the device, which does the rest.
     *
     * @param dimension the largest type dimension {@code d}
     * @throws IllegalArgumentException as {@link #of}
     */
    public static Solvers tensors(Mdp mdp, RewardMap rewards, int dimension, Settings settings) {
        TensorDevice device = TensorDevice.of(settings);
        int used = settings.device() == Settings.Device.GPU ? 1 : settings.threads();
        long memoryBytes = settings.memoryBytes() / used;
        Supplier<OccupancySolver> factory = () -> onDevice(mdp, rewards, dimension, device, memoryBytes);
        return new Solvers(
                byRank(rewards, factory), used, device.description() + ", " + threads(used) + order(rewards));
    }

    static TensorKernel onDevice(Mdp mdp, RewardMap rewards, int dimension, TensorDevice device, long memoryBytes) {
        return mdp.horizon() instanceof Horizon.Finite
                ? new TensorSolver(mdp, rewards, dimension, device, memoryBytes)
                : new DiscountedTensorSolver(mdp, rewards, dimension, device, memoryBytes);
    }

    /**
     * Whether the joint entropy costs no more than a search can spend: on trees whose runs all take as many actions it is solved
     * by recursion, elsewhere where states are few enough.
     */
    public static boolean affordsJointEntropy(Mdp mdp) {
        return mdp.stateCount() <= mostJointStates(mdp)
                || (mdp.horizon() instanceof Horizon.Finite && Stages.of(mdp).isUniformTree());
    }

    /**
     * Up to how many states the joint entropy of worlds like this one is cheap enough for a search: elimination takes the cube of
     * the states, iteration, where successors are few and chance moves, as long as conjugate gradients need.
     */
    public static int mostJointStates(Mdp mdp) {
        return SparseRegularized.suits(mdp) && !mdp.transitions().isDeterministic() ? MOST_ITERATED : MOST_ELIMINATED;
    }

    private static Supplier<OccupancySolver> byRank(RewardMap rewards, Supplier<OccupancySolver> factory) {
        return rewards.isRanked() ? () -> new RankedSolver(factory.get(), rewards) : factory;
    }

    private static String order(RewardMap rewards) {
        return rewards.isRanked() ? ", agents by rank" : "";
    }

    /** Whether PyTorch, which this starts, sees a GPU. */
    public static boolean seesGpu() {
        return TensorDevice.seesGpu();
    }

    private static String threads(int count) {
        return count + (count == 1 ? " thread" : " threads");
    }

    /** What solves, for people: {@code java kernel, float64, 2 threads}. */
    public String description() {
        return description;
    }

    /** Whether the Java kernel solves, in chunks of {@link Profiles#BLOCK}. */
    public boolean isKernel() {
        return description.startsWith(KERNEL);
    }

    /** The number of threads that solve. */
    public int threads() {
        return workers.threads();
    }

    /** Whom to tell, on the calling thread, after each chunk how much of the batch at hand is done, in [0, 1]. */
    public void watch(DoubleConsumer told) {
        watcher = told;
    }

    /** Says that a share of the batch at hand is done by others. */
    public void tell(double share) {
        watcher.accept(share);
    }

    /**
     * Runs a task over {@code count} profiles in chunks, in parallel, and hands each result to the consumer on the
     * calling thread, in order. A chunk for which the device has too little memory is halved, and so are those after it.
     *
     * @throws RuntimeException what the task threw first
     */
    public <R> void forEach(int count, Task<R> task, Consumer<R> consumer) {
        double[] done = {0};
        workers.forEach(count, capacity, (solver, from, to) -> inPieces(solver, task, from, to), results -> {
            results.forEach(consumer);
            done[0] += capacity;
            watcher.accept(Math.min(1, done[0] / count));
        });
    }

    /** Runs a task on few profiles on the calling thread, whichever that is, with a solver of its own for so long. */
    public <R> R here(Function<OccupancySolver, R> task) {
        return workers.here(task);
    }

    private <R> List<R> inPieces(OccupancySolver solver, Task<R> task, int from, int to) {
        List<R> results = new ArrayList<>(1);
        int done = from;
        while (done < to) {
            int end = Math.min(to, done + chunk.get());
            try {
                results.add(task.run(solver, done, end));
                done = end;
            } catch (RuntimeException exception) {
                OccupancySolver worker = solver instanceof RankedSolver ranked ? ranked.sorted() : solver;
                if (!(worker instanceof TensorKernel kernel) || !TensorDevice.isOutOfMemory(exception)) {
                    throw exception;
                }
                kernel.salvage();
                halve(end - done, exception);
            }
        }
        return results;
    }

    private void halve(int failed, RuntimeException exception) {
        int half = failed / 2 / Profiles.BLOCK * Profiles.BLOCK;
        if (half == 0) {
            throw Refusal.of(
                    failed + " profiles must fit the device's memory, and do not",
                    "Maybe use a device with more memory, precision: float32, or an MDP with fewer states.",
                    exception);
        }
        chunk.accumulateAndGet(half, Math::min);
    }

    @Override
    public void close() {
        workers.close();
        workers.forEachIdle(OccupancySolver::close);
    }
}
