package org.tallystick.testing;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.tallystick.security.HashingCost;

/**
 * Thousands of logins in the tests, each worth a tenth of a second of a processor at the cost of the service: here they are of the
 * same kind and cost little. PasswordsTest, and the tests of the packaged program, are at the cost of the service.
 */
final class QuickHashing {
    static final HashingCost COST = new HashingCost(64, 1);

    @Produces
    @Singleton
    HashingCost quick() {
        return COST;
    }
}
