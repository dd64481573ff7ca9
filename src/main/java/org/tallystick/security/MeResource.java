package org.tallystick.security;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Who the caller is. */
@Path("/v1/me")
@Produces(MediaType.APPLICATION_JSON)
public class MeResource {
    private final CurrentCaller current;
    private final WhoAmI question;

    MeResource(CurrentCaller current, WhoAmI question) {
        this.current = current;
        this.question = question;
    }

    @GET
    @Requires(Permission.SEE_ONESELF)
    public WhoAmI.Oneself me() {
        return question.ask(current.caller());
    }
}
