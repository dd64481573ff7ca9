/** What the service stands on: the embedded database, its own start and stop, configuration, clocks and ids. */
@NullMarked
package org.tallystick.platform;

import org.jspecify.annotations.NullMarked;
