/** What stands in a folder of runs, and how it goes: each run and sweep with its state, its number and its size. Layer 2. */
@org.jspecify.annotations.NullMarked
package org.dynama.study.catalog;
