/**
 * The bank test: clients trade at their limits while everything around them is broken, and keep journals of what they sent
 * and what they were told; an independent checker compares the journals with the books.
 */
@NullMarked
package org.tallystick.chaos;

import org.jspecify.annotations.NullMarked;
