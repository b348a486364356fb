/** Where the cells of a sweep run: threads or processes here, and what providers add. One contract: cells in, runs in their folders out. */
@org.jspecify.annotations.NullMarked
package org.dynama.study.engine;
