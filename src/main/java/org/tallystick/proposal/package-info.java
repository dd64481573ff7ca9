/** Proposals: what one side asks or offers, and the other sides accept; and trades of several parties, who all consent. */
@NullMarked
package org.tallystick.proposal;

import org.jspecify.annotations.NullMarked;
