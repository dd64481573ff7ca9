/** Where tokens are had: the endpoints of RFC 6749, RFC 7009 and RFC 8414. */
@NullMarked
package org.tallystick.token;

import org.jspecify.annotations.NullMarked;
