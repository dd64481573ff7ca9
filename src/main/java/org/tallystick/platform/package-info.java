/** What the product stands on: the entry point, the embedded database, roles and rights in the database, configuration. */
@NullMarked
package org.tallystick.platform;

import org.jspecify.annotations.NullMarked;
