package org.tallystick.account;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tallystick.approval.Approval;
import org.tallystick.problem.MayAnswer;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;
import org.tallystick.security.CurrentCaller;
import org.tallystick.security.Permission;
import org.tallystick.security.Requires;
import org.tallystick.web.Given;
import org.tallystick.web.IfMatch;

/** Accounts and their limits over HTTP. */
@Path("/v1/communities/{community}")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Accounts")
public class AccountResource {
    private final Accounts accounts;
    private final SetLimits setLimits;
    private final LimitsHistory limitsHistory;
    private final CurrentCaller current;

    AccountResource(Accounts accounts, SetLimits setLimits, LimitsHistory limitsHistory, CurrentCaller current) {
        this.accounts = accounts;
        this.setLimits = setLimits;
        this.limitsHistory = limitsHistory;
        this.current = current;
    }

    /** The accounts of one member. */
    @Schema(name = "AccountList")
    public record AccountList(List<VisibleAccount> accounts) {}

    @GET
    @Path("accounts/{account}")
    @Requires(Permission.SEE_ACCOUNTS)
    @Operation(operationId = "getAccount", summary = "An account, as far as the caller may see it")
    @APIResponse(
            responseCode = "200",
            description = "The account; in full it has an ETag, which If-Match wants for its limits",
            content = @Content(schema = @Schema(anyOf = {AccountView.class, BalanceView.class})))
    public Uni<Response> get(@PathParam("community") String community, @PathParam("account") String account) {
        return accounts.read(current.access(), account).map(AccountResource::answer);
    }

    @GET
    @Path("members/{handle}/accounts")
    @Requires(Permission.SEE_ACCOUNTS)
    @Operation(operationId = "listAccountsOfMember", summary = "The accounts of a member that the caller may see")
    @APIResponse(
            responseCode = "200",
            description = "The accounts, that in the default currency first",
            content = @Content(schema = @Schema(implementation = AccountList.class)))
    public AccountList ofMember(@PathParam("community") String community, @PathParam("handle") String handle) {
        return new AccountList(accounts.ofMember(current.access(), handle));
    }

    @PUT
    @Path("accounts/{account}/limits")
    @Requires(Permission.SET_LIMITS)
    @MayAnswer({ProblemType.STATE_CONFLICT})
    @Operation(operationId = "setLimits", summary = "Sets the credit limit and the balance cap of an account")
    @APIResponse(
            responseCode = "200",
            description = "Set; the account",
            content = @Content(schema = @Schema(implementation = AccountView.class)))
    @APIResponse(
            responseCode = "202",
            description = "Waits for a second administrator, where the community wants two to agree on such a rise",
            content = @Content(schema = @Schema(implementation = Approval.class)))
    public Response setLimits(
            @PathParam("community") String community,
            @PathParam("account") String account,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            SetLimits.@Nullable Body body) {
        Access access = current.access();
        IfMatch seen = IfMatch.parse(ifMatch);
        SetLimits.Result result = setLimits.set(access, account, Given.body(body), seen.expected());
        return result instanceof SetLimits.Result.Waits waits
                ? Response.status(Response.Status.ACCEPTED)
                        .entity(waits.approval())
                        .build()
                : answer(((SetLimits.Result.Done) result).account());
    }

    @GET
    @Path("accounts/{account}/limits/history")
    @Requires(Permission.SEE_LIMIT_HISTORY)
    @Operation(operationId = "getLimitsHistory", summary = "Who set the limits, when, why, from what to what")
    @APIResponse(
            responseCode = "200",
            description = "The newest first, and a cursor if there are more",
            content = @Content(schema = @Schema(implementation = LimitsHistory.Page.class)))
    public LimitsHistory.Page history(
            @PathParam("community") String community,
            @PathParam("account") String account,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable String limit) {
        return limitsHistory.read(current.access(), account, cursor, limit);
    }

    private static Response answer(VisibleAccount account) {
        Response.ResponseBuilder response = Response.ok(account);
        if (account instanceof AccountView inFull) {
            response.header(HttpHeaders.ETAG, IfMatch.tagOf(inFull.limitsVersion()));
        }
        return response.build();
    }
}
