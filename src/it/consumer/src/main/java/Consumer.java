import java.util.Locale;
import java.util.stream.IntStream;
import org.dynama.DesignedMechanism;
import org.dynama.Dynama;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Searches a mechanism, then quotes by it from eight threads. */
public final class Consumer {
    private static final int QUOTES = 100_000;

    private Consumer() {}

    public static void main(String[] args) {
        Logger log = LoggerFactory.getLogger(Consumer.class);
        Dynama sale = Dynama.kind("sequential-sales", "environment.agents=2", "environment.items=2");
        try (DesignedMechanism mechanism = sale.search("optimizer.iterations=50", "optimizer.starts=1", "seed=7")) {
            log.info("A mechanism that earns {}.", mechanism.evaluate("evaluation.profiles=2000").mechanism().mean());
            double[] paid = new double[QUOTES];
            for (int round = 0; round < 2; round++) {
                long begun = System.nanoTime();
                Thread[] threads = IntStream.range(0, 8)
                        .mapToObj(t -> new Thread(() -> {
                            for (int k = t; k < QUOTES; k += 8) {
                                double high = (k + 0.5) / QUOTES;
                                paid[k] = mechanism.quote(new double[] {high}, new double[] {1 - high}).payment(0);
                            }
                        }))
                        .peek(Thread::start)
                        .toArray(Thread[]::new);
                for (Thread thread : threads) {
                    join(thread);
                }
                double rate = QUOTES / ((System.nanoTime() - begun) / 1e9);
                log.info("{} quotes a second.", String.format(Locale.ROOT, "%.0f", rate));
            }
            System.out.printf(Locale.ROOT, "mean payment of the first agent: %.6f%n", IntStream.range(0, QUOTES)
                    .mapToDouble(k -> paid[k])
                    .average()
                    .orElseThrow());
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
        }
    }
}
