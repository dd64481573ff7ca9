/** Four eyes: what those who run a community want two of them to agree on waits here for the second. */
@NullMarked
package org.tallystick.approval;

import org.jspecify.annotations.NullMarked;
