package org.dynama.pivot.mechanism;

/** What each agent pays the designer in each period; negative where she is paid. */
public interface Transfers {

    /**
     * What agent {@code i} pays in period {@code t} and public state {@code s} at reports {@code b}, once draw {@code z}
     * is known. The pivot mechanism's do not depend on {@code z}; a verification does not take that for granted.
     */
    double payment(int t, int i, int s, int z, int b);
}
