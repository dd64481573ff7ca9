package org.tallystick.security;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Not a setting: an operator cannot make the digests cheaper than they should be. */
final class HashingCostBean {
    @Produces
    @DefaultBean
    @Singleton
    HashingCost ofService() {
        return HashingCost.OF_SERVICE;
    }
}
