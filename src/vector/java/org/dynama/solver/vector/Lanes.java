package org.dynama.solver.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;

/** The widest vectors of this machine, of eight lanes at most, so that two of them always fit a row. */
final class Lanes {
    static final VectorSpecies<Double> D =
            DoubleVector.SPECIES_PREFERRED.length() > 8 ? DoubleVector.SPECIES_512 : DoubleVector.SPECIES_PREFERRED;

    static final VectorSpecies<Long> BITS =
            LongVector.SPECIES_PREFERRED.length() > 8 ? LongVector.SPECIES_512 : LongVector.SPECIES_PREFERRED;

    static final int L = D.length();

    /** Bits of a double behind its exponent. */
    static final int FRACTION = 52;

    private Lanes() {}
}
