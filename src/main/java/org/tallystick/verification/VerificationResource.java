package org.tallystick.verification;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.sql.SQLException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.tallystick.posting.Verification;
import org.tallystick.posting.VerifyLedger;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.CurrentCaller;
import org.tallystick.security.Permission;
import org.tallystick.security.Requires;

@Path("/v1/communities/{community}/verification")
@Tag(name = "Verification")
public class VerificationResource {
    private final VerifyLedger verifyLedger;
    private final CurrentCaller current;

    VerificationResource(VerifyLedger verifyLedger, CurrentCaller current) {
        this.verifyLedger = verifyLedger;
        this.current = current;
    }

    @GET
    @Blocking
    @Requires(Permission.VERIFY_LEDGER)
    @Operation(operationId = "verifyLedger", summary = "Checks the books of the community from the entries up")
    public Verification verify(@PathParam("community") String community) {
        try {
            return verifyLedger.verify(current.access().community().id());
        } catch (SQLException e) {
            throw ProblemException.of(ProblemType.UNAVAILABLE, "The books cannot be read right now; ask again.");
        }
    }
}
