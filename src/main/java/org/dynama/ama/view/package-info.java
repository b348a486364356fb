/**
 * Run records made readable: tables, plots, and one HTML page that carries everything it shows and needs no network.
 * Floor 5.
 */
@NullMarked
package org.dynama.ama.view;

import org.jspecify.annotations.NullMarked;
