/** How it stands with this installation, in words for whoever runs it. */
@NullMarked
package org.tallystick.status;

import org.jspecify.annotations.NullMarked;
