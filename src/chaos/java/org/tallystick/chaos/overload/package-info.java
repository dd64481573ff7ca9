/** Ten times as much as the service can do, and clients that only cost: what is kept up meanwhile, and what it costs. */
@NullMarked
package org.tallystick.chaos.overload;

import org.jspecify.annotations.NullMarked;
