/**
 * An environment from a file: any MDP, agents, rewards, needs and losses in JSON, checked as a whole, all faults at once
 * with line and path, before anything is computed from it. Layer 1.
 */
@NullMarked
package org.dynama.world.file;

import org.jspecify.annotations.NullMarked;
