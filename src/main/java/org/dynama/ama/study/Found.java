package org.dynama.ama.study;

import org.dynama.ama.mechanism.AmaParameters;

/**
 * What a search has found.
 *
 * @param spec of the search, with the menu where it has found one
 * @param parameters of the mechanism, in {@link SearchSpec#environment()}
 * @param solver that searched, in words
 */
public record Found(SearchSpec spec, AmaParameters parameters, String solver) {}
