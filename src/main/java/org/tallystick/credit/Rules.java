package org.tallystick.credit;

import java.util.Optional;

/** What a policy gives: the rule of the credit limit, and that of the balance cap; without one there is no cap. */
record Rules(LimitRule creditLimit, Optional<LimitRule> balanceCap) {}
