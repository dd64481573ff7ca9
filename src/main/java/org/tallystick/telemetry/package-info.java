/**
 * By what a request, a trade or a fault is found again: ids in every line of the log, lines that nobody can forge, spans that
 * name nobody, and what is measured of the process itself.
 */
@NullMarked
package org.tallystick.telemetry;

import org.jspecify.annotations.NullMarked;
