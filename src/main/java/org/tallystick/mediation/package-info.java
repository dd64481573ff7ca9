/** Paper slips: trades that mediators and administrators enter for members, many at once, and tell both parties of. */
@NullMarked
package org.tallystick.mediation;

import org.jspecify.annotations.NullMarked;
