package org.tallystick.security;

import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who makes this request; filled by {@link AccessFilter} before anything else sees it. */
@RequestScoped
public class CurrentCaller {
    private @Nullable Caller caller;
    private @Nullable Access access;

    /** @throws IllegalStateException in a request that anyone may make */
    public Caller caller() {
        if (caller == null) {
            throw new IllegalStateException("This request has no caller");
        }
        return caller;
    }

    /** Empty in a request that anyone may make, unless it wants to know and a token was sent. */
    public Optional<Caller> ifKnown() {
        return Optional.ofNullable(caller);
    }

    /** @throws IllegalStateException where the path names no community */
    public Access access() {
        if (access == null) {
            throw new IllegalStateException("The path of this request names no community");
        }
        return access;
    }

    void is(Caller someone) {
        caller = someone;
    }

    void has(Access some) {
        caller = some.caller();
        access = some;
    }
}
