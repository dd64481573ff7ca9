/** The installation under test, what is done to it, how soon it comes back, and the order of it all from a seed. */
@NullMarked
package org.tallystick.chaos.fault;

import org.jspecify.annotations.NullMarked;
