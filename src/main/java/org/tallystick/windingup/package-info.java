/** How a community ends: read-only, settled by the rule that it chose, and in the end erased. Each step takes two. */
@NullMarked
package org.tallystick.windingup;

import org.jspecify.annotations.NullMarked;
