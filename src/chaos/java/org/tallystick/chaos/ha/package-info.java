/** Three PostgreSQL of which one may go at any time, and what becomes of trades meanwhile. */
@NullMarked
package org.tallystick.chaos.ha;

import org.jspecify.annotations.NullMarked;
