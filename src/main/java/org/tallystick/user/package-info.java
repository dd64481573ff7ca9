/** Logins: how a person proves who they are, and for which members they act. */
@NullMarked
package org.tallystick.user;

import org.jspecify.annotations.NullMarked;
