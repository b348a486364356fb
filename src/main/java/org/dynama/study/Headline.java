package org.dynama.study;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dynama.page.Numbers;

/**
 * The one number that a record is compared by.
 *
 * @param subject the world, in words
 * @param quantity what is measured, as {@code revenue}: only like is compared with like
 * @param isMinimized whether less is better
 * @param mean the number
 * @param standardError of it; 0 where it is exact
 * @param marks numbers to see beside it, by name: {@code VCG}, {@code bound}
 */
public record Headline(
        String subject,
        String quantity,
        boolean isMinimized,
        double mean,
        double standardError,
        Map<String, Double> marks) {
    public Headline {
        marks = Collections.unmodifiableMap(new LinkedHashMap<>(marks));
    }

    /** The same number with more marks. */
    Headline with(Map<String, Double> more) {
        Map<String, Double> all = new LinkedHashMap<>(marks);
        all.putAll(more);
        return new Headline(subject, quantity, isMinimized, mean, standardError, all);
    }

    /** A mark as precisely as the number's error lets it be read; empty where there is none of the name. */
    public String mark(String name) {
        Double value = marks.get(name);
        return value == null ? "" : Numbers.mean(value, standardError);
    }

    /** The number with its error, and what stands beside it, on one line of plain ASCII. */
    String line() {
        StringBuilder line = new StringBuilder(quantity).append(' ').append(Numbers.mean(mean, standardError));
        if (standardError > 0) {
            line.append(" +- ").append(Numbers.error(standardError));
        }
        marks.keySet()
                .forEach(name -> line.append(", ").append(name).append(' ').append(mark(name)));
        return line.toString().replace('−', '-');
    }

    /** The names of all marks that some have, in order. */
    public static List<String> marks(Collection<Headline> headlines) {
        return headlines.stream()
                .flatMap(headline -> headline.marks.keySet().stream())
                .distinct()
                .toList();
    }

    /** By how much this is better than another number: positive is better, whether more or less is wanted. */
    public double betterBy(double other) {
        return isMinimized ? other - mean : mean - other;
    }
}
