package org.dynama.ama.menu.candidates;

/**
 * A boost for entries that a menu may add.
 *
 * @param gain of the mean objective, cautiously
 */
record Addition(double boost, double gain) {}
