package org.dynama.cli;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.dynama.page.Numbers;
import org.dynama.refusal.Printable;
import org.dynama.study.Heartbeat;
import org.dynama.study.Progress;
import org.jspecify.annotations.Nullable;

/**
 * Progress on standard error: a bar on a terminal, a plain line per quarter in a pipe, and in a log for programs an object a
 * second, each with the time that is left.
 */
final class ConsoleProgress implements Progress, AutoCloseable {
    private static final int STEPS = 1000;
    private static final int LINES = 4;

    private final boolean quiet;
    private final boolean terminal;
    private String phase = "";
    /** Lines of the phase so far, but for the first; -1 before that. */
    private int lines;

    private boolean isComplete;

    private final Remaining remaining = new Remaining(System::nanoTime);
    private @Nullable ProgressBar bar;

    /** Java cannot tell whether standard error is a terminal; the launcher can, and says so. */
    ConsoleProgress(boolean quiet) {
        this.quiet = quiet;
        terminal = Boolean.getBoolean("dynama.terminal");
    }

    /** Does what may take long where worlds are large, and says after two seconds that it is at it. */
    static <T> T during(String phase, boolean quiet, Supplier<T> work) {
        try (ConsoleProgress progress = new ConsoleProgress(quiet)) {
            return new Heartbeat(phase, progress, System::nanoTime).during(work);
        }
    }

    @Override
    public void at(String newPhase, double done, String text) {
        if (quiet) {
            return;
        }
        boolean isNew = !newPhase.equals(phase);
        if (isNew) {
            close();
            phase = newPhase;
            lines = -1;
        }
        double left = remaining.at(newPhase, done);
        if (Terminal.isLog()) {
            boolean isEnd = done == 1 && !isComplete;
            isComplete = done == 1;
            if (remaining.isDue(isNew || isEnd)) {
                Map<String, Object> fields = new TreeMap<>(Map.of("phase", phase, "done", done, "text", text));
                if (left >= 0) {
                    fields.put("secondsLeft", left);
                }
                Terminal.log("progress", fields);
            }
        } else if (terminal) {
            draw(done, text + Remaining.text(left));
        } else if (done * LINES >= Math.max(0, lines) + 1 || (done == 0 && lines < 0 && text.isEmpty())) {
            lines = (int) (done * LINES);
            Terminal.say(String.format(
                    Locale.ROOT,
                    "%s: %.0f %%%s%s",
                    phase,
                    100 * done,
                    text.isEmpty() ? "" : ", " + text,
                    Remaining.text(left)));
        }
    }

    @Override
    public void still(String step, double done, long seconds) {
        if (quiet) {
            return;
        }
        if (Terminal.isLog()) {
            Terminal.log("still", Map.of("phase", step, "done", done, "seconds", seconds));
        } else if (terminal) {
            at(step, done, "for " + seconds + " s");
        } else {
            String waited = Numbers.seconds((double) seconds);
            Terminal.say(String.format(Locale.ROOT, "%s: %.0f %%, for %s", step, 100 * done, waited));
        }
    }

    private void draw(double done, String text) {
        if (bar == null) {
            bar = new ProgressBarBuilder()
                    .setTaskName(Printable.of(phase))
                    .setInitialMax(STEPS)
                    .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                    .setUpdateIntervalMillis(100)
                    .clearDisplayOnFinish()
                    .hideEta()
                    .build();
        }
        bar.stepTo((long) (done * STEPS));
        bar.setExtraMessage(Printable.of(text));
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
