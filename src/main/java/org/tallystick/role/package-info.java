/** Who holds which office in a community. */
@NullMarked
package org.tallystick.role;

import org.jspecify.annotations.NullMarked;
