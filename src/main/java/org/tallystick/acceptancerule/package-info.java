/** The rules by which a member accepts requests by itself: from whom, and how much. */
@NullMarked
package org.tallystick.acceptancerule;

import org.jspecify.annotations.NullMarked;
