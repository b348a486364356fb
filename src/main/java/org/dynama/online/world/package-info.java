/**
 * Markets of learning mechanisms as files of the one format that all families read, and such files as markets. Layer 4.
 */
@NullMarked
package org.dynama.online.world;

import org.jspecify.annotations.NullMarked;
