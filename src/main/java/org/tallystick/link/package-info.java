/** Payment links: a member makes one, shows it or its QR code, and whoever opens it pays. */
@NullMarked
package org.tallystick.link;

import org.jspecify.annotations.NullMarked;
