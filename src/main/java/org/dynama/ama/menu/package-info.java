/**
 * Menus: affine maximizers that choose among finitely many policies of a world, with a boost for each. A menu makes a world of
 * one state whose actions are its policies, in which everything that holds for an affine maximizer holds for it. Layer 3.
 */
@NullMarked
package org.dynama.ama.menu;

import org.jspecify.annotations.NullMarked;
