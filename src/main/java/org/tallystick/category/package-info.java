/** The categories by which a community sorts its trades. */
@NullMarked
package org.tallystick.category;

import org.jspecify.annotations.NullMarked;
