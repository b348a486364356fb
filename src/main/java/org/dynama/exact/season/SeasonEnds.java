package org.dynama.exact.season;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.dynama.exact.rational.Fractions;
import org.dynama.exact.rational.Rational;
import org.dynama.exact.season.SeasonTable.Whole;

/** What the end of a finite horizon counts in an economy. */
final class SeasonEnds {
    private SeasonEnds() {}

    static Whole of(SeasonDesign design, int absent) {
        SeasonTypes types = new SeasonTypes(design.world(), absent);
        SeasonWorld.End end = design.world().end();
        List<Rational> values = new ArrayList<>();
        for (int s = 0; s < end.designer().size(); s++) {
            for (int b = 0; b < types.count; b++) {
                Rational sum = end.designer().get(s);
                for (int i = 0; i < types.agents; i++) {
                    if (i != absent) {
                        int row = s * types.types(i) + types.type(i, b);
                        sum = sum.plus(design.counted(i, end.rewards().get(i).get(row)))
                                .reduced();
                    }
                }
                values.add(sum);
            }
        }
        Fractions all = Fractions.of(values);
        return new Whole(all.numerators().toArray(BigInteger[]::new), all.denominator()).reduced();
    }
}
