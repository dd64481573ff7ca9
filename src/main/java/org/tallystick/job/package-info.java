/** Work that outlasts a request: taken in, run one after the other, and told of while it runs, by whichever instance. */
@NullMarked
package org.tallystick.job;

import org.jspecify.annotations.NullMarked;
