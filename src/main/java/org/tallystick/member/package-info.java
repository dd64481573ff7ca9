/** Members of a community: who they are, and whether they still trade. */
@NullMarked
package org.tallystick.member;

import org.jspecify.annotations.NullMarked;
