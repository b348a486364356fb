package org.dynama.ama.menu.search;

import org.dynama.ama.mechanism.AmaParameters;
import org.dynama.ama.menu.Menu;

/**
 * A menu with the mechanism from which a search begins.
 *
 * @param menu at least two policies
 * @param start weights of shape {@code [n]}, boosts of shape {@code [K]}
 */
public record Proposal(Menu menu, AmaParameters start) {}
