/**
 * What an auction or allocation is about: an {@code Mdp}, its agents, their rewards, which agents each action needs, and
 * the cost features that objectives look at. The built-in environments are here, and so is the file format for others.
 * Floor 1.
 */
@NullMarked
package org.dynama.environment;

import org.jspecify.annotations.NullMarked;
