/** The description of the API that the build makes of the resources: what is said once here holds for all of them. */
@NullMarked
package org.tallystick.openapi;

import org.jspecify.annotations.NullMarked;
