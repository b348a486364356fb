package org.dynama.ama.menu;

import org.dynama.ama.mechanism.AmaParameters;

/**
 * A menu with a mechanism for it, which a search found or begins with.
 *
 * @param menu at least two policies
 * @param parameters weights of shape {@code [n]}, boosts of shape {@code [K]}
 */
public record ProposedMenu(Menu menu, AmaParameters parameters) {}
