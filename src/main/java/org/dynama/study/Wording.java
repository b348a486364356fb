package org.dynama.study;

import org.dynama.page.Numbers;
import org.jspecify.annotations.Nullable;

/** What all records have, in words. */
final class Wording {
    private Wording() {}

    /** How long a run took, as its family says it where it does. */
    static String time(StoredRun<?> run, View view) {
        String time = view.making().get("time");
        return time != null ? time : Numbers.seconds(run.record().totalSeconds());
    }

    /** What ties the numbers to their inputs. */
    static String bound(@Nullable Manifest manifest) {
        return manifest == null
                ? "unbound: of an earlier version, no manifest says which inputs the numbers are from"
                : "to its inputs by manifest.json, start "
                        + manifest.determines().substring(0, 12);
    }

    /** A number with its error, and what stands beside it, on one line of plain ASCII. */
    static String line(Headline headline) {
        StringBuilder line = new StringBuilder(headline.quantity()).append(' ');
        line.append(Numbers.mean(headline.mean(), headline.standardError()));
        if (headline.standardError() > 0) {
            line.append(" +- ").append(Numbers.error(headline.standardError()));
        }
        headline.marks()
                .forEach((name, value) -> line.append(", ")
                        .append(name)
                        .append(' ')
                        .append(Numbers.mean(value, headline.standardError())));
        return line.toString().replace('−', '-');
    }
}
