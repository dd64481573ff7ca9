package org.tallystick.permission;

import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.tallystick.security.Permission;
import org.tallystick.security.SecurityFixture;

/** A recipe for every operation of openapi.yaml. */
final class Recipes {
    private static final String WHY = "?reason=test";
    private static final Map<String, Object> PROOF = Map.of("password", SecurityFixture.PASSWORD);

    private final Map<String, Recipe> recipes = new HashMap<>();

    private Recipes() {
        tokens();
        installation();
        oneself();
        community();
        roles();
        groups();
        clients();
        members();
        profiles();
        applications();
        departures();
        memberships();
        accounts();
        credit();
        trades();
        paymentLinks();
        disputes();
        proposals();
        files();
    }

    static Map<String, Recipe> all() {
        return new Recipes().recipes;
    }

    private void put(String operation, Recipe recipe) {
        if (recipes.put(operation, recipe) != null) {
            throw new IllegalStateException(operation + " has two recipes");
        }
    }

    private static RequestSpecification json(RequestSpecification request, Object body) {
        return request.contentType(ContentType.JSON).header("If-Match", "*").body(body);
    }

    private static Map<String, Object> why(Object... more) {
        Map<String, Object> body = new HashMap<>(Map.of("reason", "test"));
        for (int i = 0; i < more.length; i += 2) {
            body.put((String) more[i], more[i + 1]);
        }
        return body;
    }

    private void tokens() {
        put(
                "issueToken",
                Recipe.of(400, (r, w, p) -> r.formParam("grant_type", "none").post("/oauth/token")));
        put(
                "revokeToken",
                Recipe.of(200, (r, w, p) -> r.formParam("token", "none").post("/oauth/revoke")));
        put("getKeys", Recipe.of(200, (r, w, p) -> r.get("/oauth/jwks")));
        put("getServerMetadata", Recipe.of(200, (r, w, p) -> r.get("/.well-known/oauth-authorization-server")));
        put("acceptInvitation", Recipe.of(400, (r, w, p) -> json(r, Map.of()).post("/v1/invitations/acceptance")));
        put("askPasswordReset", Recipe.of(400, (r, w, p) -> json(r, Map.of()).post("/v1/password-resets")));
        put("resetPassword", Recipe.of(400, (r, w, p) -> json(r, Map.of()).post("/v1/password-resets/acceptance")));
        put("recoverLogin", Recipe.of(400, (r, w, p) -> json(r, Map.of()).post("/v1/recoveries")));
        put(
                "confirmEmail",
                Recipe.of(404, (r, w, p) -> json(r, Map.of("token", "none")).post("/v1/email-confirmations")));
    }

    private void installation() {
        put(
                "createCommunity",
                Recipe.of(
                        201,
                        (r, w, p) -> json(
                                        r,
                                        Map.of(
                                                "slug",
                                                w.unique("c"),
                                                "name",
                                                "New",
                                                "timeZone",
                                                "Europe/Lisbon",
                                                "currencies",
                                                List.of(Map.of(
                                                        "code", "CRED", "name", "Credit", "symbol", "c", "scale", 2))))
                                .post("/v1/communities")));
        put("listPresets", Recipe.of(200, (r, w, p) -> r.get("/v1/presets")));
        put(
                "startImport",
                Recipe.of(400, (r, w, p) -> r.multiPart("none", "none").post("/v1/imports")));
        put("getImport", Recipe.of(404, (r, w, p) -> r.get("/v1/imports/" + UUID.randomUUID())));
        put("getUser", Recipe.of(200, (r, w, p) -> r.get("/v1/users/" + w.spare())));
        put("setUserStatus", Recipe.of(200, (r, w, p) -> {
            w.execute("UPDATE app_user SET status = 'disabled' WHERE username = ?", w.spare());
            return json(r, why("status", "active")).put("/v1/users/" + w.spare() + "/status");
        }));
        put(
                "inviteUser",
                Recipe.of(201, (r, w, p) -> json(r, Map.of()).post("/v1/users/" + w.spare() + "/invitation")));
        put("rotateKeys", Recipe.of(200, (r, w, p) -> r.post("/v1/keys/rotation")));
    }

    private void oneself() {
        put("whoAmI", Recipe.of(200, (r, w, p) -> r.get("/v1/me")));
        put(
                "changePassword",
                Recipe.of(
                        204,
                        (r, w, p) -> json(
                                        r,
                                        Map.of(
                                                "password",
                                                SecurityFixture.PASSWORD,
                                                "newPassword",
                                                SecurityFixture.PASSWORD))
                                .put("/v1/me/password")));
        put(
                "changeEmail",
                Recipe.of(
                        400,
                        (r, w, p) -> json(r, Map.of("password", SecurityFixture.PASSWORD, "email", "none"))
                                .put("/v1/me/email")));
        put("makeRecoveryCodes", Recipe.of(201, (r, w, p) -> json(r, PROOF).post("/v1/me/recovery-codes")));
        put("beginSecondFactor", Recipe.of(201, (r, w, p) -> json(r, PROOF).post("/v1/me/totp")));
        put(
                "confirmSecondFactor",
                Recipe.of(400, (r, w, p) -> json(r, Map.of("code", "none")).put("/v1/me/totp")));
        put("removeSecondFactor", Recipe.of(204, (r, w, p) -> json(r, PROOF).post("/v1/me/totp/removal")));
        put("listSessions", Recipe.of(200, (r, w, p) -> r.get("/v1/me/sessions")));
        put("endOtherSessions", Recipe.of(204, (r, w, p) -> r.delete("/v1/me/sessions")));
        put("endSession", Recipe.of(404, (r, w, p) -> r.delete("/v1/me/sessions/" + UUID.randomUUID())));
        put("listIdentities", Recipe.of(200, (r, w, p) -> r.get("/v1/me/identities")));
        put(
                "linkIdentity",
                Recipe.of(400, (r, w, p) -> json(r, Map.of("token", "none")).post("/v1/me/identities")));
        put("unlinkIdentity", Recipe.of(404, (r, w, p) -> r.delete("/v1/me/identities/" + UUID.randomUUID())));
    }

    private void community() {
        put("getCommunity", Recipe.of(200, (r, w, p) -> r.get(p.path())));
        put(
                "updateCommunity",
                Recipe.of(200, (r, w, p) -> json(r, why("name", "The same")).patch(p.path())));
        put(
                "addCurrency",
                Recipe.of(
                        409,
                        (r, w, p) -> json(r, why("code", "HRS", "name", "Hour", "symbol", "h", "scale", 2))
                                .post(p.path() + "/currencies")));
        Map<String, Object> defaults = why("defaultCreditLimit", "0.00");
        defaults.put("defaultBalanceCap", null);
        put("setCurrencyDefaults", Recipe.of(200, (r, w, p) -> json(r, defaults).put(p.path() + "/currencies/CRED")));
        put(
                "applyPreset",
                Recipe.of(400, (r, w, p) -> json(r, why("preset", "none")).post(p.path() + "/preset")));
        put("listCategories", Recipe.of(200, (r, w, p) -> r.get(p.path() + "/categories")));
        put(
                "setCategories",
                Recipe.of(
                        200,
                        (r, w, p) -> json(r, why("categories", List.of(Map.of("code", "food", "name", "Food"))))
                                .put(p.path() + "/categories")));
        put("publishTerms", Recipe.of(400, (r, w, p) -> json(r, why()).post(p.path() + "/terms")));
        put("listTerms", Recipe.of(200, (r, w, p) -> r.get(p.path() + "/terms")));
        put("getTerms", Recipe.of(404, (r, w, p) -> r.get(p.path() + "/terms/1")));
        put("listTermsAcceptances", Recipe.of(404, (r, w, p) -> r.get(p.path() + "/terms/1/acceptances")));
        put("acceptTerms", Recipe.ofMember(404, (r, w, p) -> r.post(p.memberPath() + "/terms/1/acceptance")));
        put("verifyLedger", Recipe.of(200, (r, w, p) -> r.get(p.path() + "/verification")));
        put("listChanges", Recipe.of(200, (r, w, p) -> r.get(p.path() + "/changes")));
        put("exportChanges", Recipe.of(200, (r, w, p) -> r.get(p.path() + "/changes/export?kind=role")));
        put("listApprovals", Recipe.of(200, (r, w, p) -> r.get(p.path() + "/approvals")));
        put("getApproval", Recipe.of(404, (r, w, p) -> r.get(p.path() + "/approvals/" + UUID.randomUUID())));
        put(
                "approve",
                Recipe.of(
                        404,
                        (r, w, p) -> json(r, why("reason", "fine"))
                                .post(p.path() + "/approvals/" + UUID.randomUUID() + "/approval")));
        put(
                "refuseApproval",
                Recipe.of(
                        404,
                        (r, w, p) -> json(r, why("reason", "no"))
                                .post(p.path() + "/approvals/" + UUID.randomUUID() + "/refusal")));
        put(
                "withdrawApproval",
                Recipe.of(404, (r, w, p) -> r.delete(p.path() + "/approvals/" + UUID.randomUUID() + WHY)));
        put("getFourEyes", Recipe.of(200, (r, w, p) -> r.get(p.path() + "/four-eyes")));
        Map<String, Object> fourEyes = why("writeOffs", false);
        fourEyes.put("reversals", false);
        fourEyes.put("policies", false);
        fourEyes.put("limitRises", List.of());
        put("setFourEyes", Recipe.of(200, (r, w, p) -> json(r, fourEyes).put(p.path() + "/four-eyes")));
        put("listInstallationChanges", Recipe.of(200, (r, w, p) -> r.get("/v1/changes")));
    }

    private void roles() {
        put("listRoles", Recipe.of(200, (r, w, p) -> r.get(p.path() + "/roles")));
        put(
                "giveRole",
                Recipe.of(
                        201,
                        (r, w, p) -> json(r, why("username", w.unique("clerk"), "role", "auditor"))
                                .post(p.path() + "/roles")));
        put(
                "takeRole",
                Recipe.of(204, (r, w, p) -> {
                            w.operator(why("username", w.spare(), "role", "auditor"))
                                    .post(p.path() + "/roles");
                            return r.delete(p.path() + "/roles/auditor/" + w.spare() + WHY);
                        })
                        .needs(Permission.MANAGE_ROLES));
        put(
                "appointLocalAdministrator",
                Recipe.of(
                        201,
                        (r, w, p) -> json(r, why("username", w.unique("clerk")))
                                .post(p.path() + "/groups/" + p.group() + "/administrators")));
        put(
                "dismissLocalAdministrator",
                Recipe.of(204, (r, w, p) -> {
                            String administrators = p.path() + "/groups/" + p.group() + "/administrators";
                            w.operator(why("username", w.spare())).post(administrators);
                            return r.delete(administrators + "/" + w.spare() + WHY);
                        })
                        .needs(Permission.MANAGE_ROLES));
    }

    private void groups() {
        put("listGroups", Recipe.of(200, (r, w, p) -> r.get(p.path() + "/groups")));
        put(
                "makeGroup",
                Recipe.of(
                        201,
                        (r, w, p) -> json(r, why("code", w.unique("g"), "name", "New"))
                                .post(p.path() + "/groups")));
        put(
                "renameGroup",
                Recipe.of(200, (r, w, p) -> json(r, why("name", "The same")).patch(p.path() + "/groups/" + p.group())));
        put("dissolveGroup", Recipe.of(204, (r, w, p) -> {
            String code = w.unique("g");
            w.operator(why("code", code, "name", "New")).post(p.path() + "/groups");
            return r.delete(p.path() + "/groups/" + code + WHY);
        }));
        put("listGroupMembers", Recipe.of(200, (r, w, p) -> r.get(p.path() + "/groups/" + p.group() + "/members")));
        put(
                "joinGroup",
                Recipe.of(204, (r, w, p) -> r.put(p.path() + "/groups/" + World.OTHER_GROUP + "/members/third" + WHY)));
        put("leaveGroup", Recipe.of(204, (r, w, p) -> {
            w.operator(Map.of()).put(p.path() + "/groups/" + World.OTHER_GROUP + "/members/third" + WHY);
            return r.delete(p.path() + "/groups/" + World.OTHER_GROUP + "/members/third" + WHY);
        }));
    }

    private void clients() {
        List<String> scopes = List.of("accounts:read");
        put("listClients", Recipe.of(200, (r, w, p) -> r.get(p.path() + "/clients")));
        put(
                "registerClient",
                Recipe.of(
                        201,
                        (r, w, p) -> json(r, why("name", w.unique("client"), "scopes", scopes))
                                .post(p.path() + "/clients")));
        put(
                "changeClient",
                Recipe.of(200, (r, w, p) -> json(r, why("scopes", scopes)).put(p.path() + "/clients/" + client(w, p))));
        put(
                "renewClientSecret",
                Recipe.of(200, (r, w, p) -> json(r, why()).post(p.path() + "/clients/" + client(w, p) + "/secret")));
        put("withdrawClient", Recipe.of(204, (r, w, p) -> r.delete(p.path() + "/clients/" + client(w, p) + WHY)));
        put("listConsents", Recipe.ofMember(200, (r, w, p) -> r.get(p.memberPath() + "/consents")));
        put("giveConsent", Recipe.ofMember(204, (r, w, p) -> r.put(p.memberPath() + "/consents/" + client(w, p))));
        put("withdrawConsent", Recipe.ofMember(204, (r, w, p) -> {
            String client = client(w, p);
            w.execute("""
                    INSERT INTO client_consent SELECT m.community_id, c.client_id, m.member_id, gen_random_uuid(), now()
                      FROM member m JOIN community o USING (community_id), client c
                     WHERE o.slug = ? AND m.handle = ? AND c.name = ?""", p.community(), p.handle(), client);
            return r.delete(p.memberPath() + "/consents/" + client);
        }));
    }

    /** One that the community has let in, and nobody logs in as. */
    private static String client(World w, World.Place p) {
        String name = w.unique("client");
        w.execute("INSERT INTO client (client_id, name, created_at) VALUES (gen_random_uuid(), ?, now())", name);
        w.execute("""
                INSERT INTO client_grant SELECT o.community_id, c.client_id, '{trades:write}' FROM community o, client c
                 WHERE o.slug = ? AND c.name = ?""", p.community(), name);
        return name;
    }

    private void members() {
        put("listMembers", Recipe.of(200, (r, w, p) -> r.get(p.path() + "/members")));
        put(
                "enrolMember",
                Recipe.ofMember(
                        201,
                        (r, w, p) -> json(r, Map.of("handle", w.unique("m"), "name", "New", "kind", "person"))
                                .post(p.path() + "/members?group=" + p.group())));
        put(
                "getMember",
                Recipe.ofMember(200, (r, w, p) -> r.get(p.memberPath()))
                        .needs(Permission.SEE_PROFILES)
                        .hiddenBy(answer -> answer.path("joined") == null));
        put(
                "changeMember",
                Recipe.ofMember(
                        200, (r, w, p) -> json(r, why("name", "The same")).patch(p.memberPath())));
    }

    private void profiles() {
        put("listProfileFields", Recipe.of(200, (r, w, p) -> r.get(p.path() + "/profile-fields")));
        put(
                "setProfileFields",
                Recipe.of(200, (r, w, p) -> json(r, why("fields", List.of())).put(p.path() + "/profile-fields")));
        put(
                "changeOwnProfile",
                Recipe.ofMember(200, (r, w, p) -> json(r, Map.of()).patch(p.memberPath() + "/profile")));
    }

    private void applications() {
        put("getJoining", Recipe.of(404, (r, w, p) -> r.get(p.path() + "/joining")));
        put("apply", Recipe.of(404, (r, w, p) -> json(r, Map.of()).post(p.path() + "/applications")));
        put(
                "getApplicationState",
                Recipe.of(404, (r, w, p) -> json(r, Map.of()).post(p.path() + "/applications/state")));
        put("listApplications", Recipe.of(200, (r, w, p) -> r.get(p.path() + "/applications")));
        put(
                "approveApplication",
                Recipe.of(
                        404,
                        (r, w, p) ->
                                json(r, why()).post(p.path() + "/applications/" + UUID.randomUUID() + "/approval")));
        put(
                "refuseApplication",
                Recipe.of(
                        404,
                        (r, w, p) ->
                                json(r, why()).post(p.path() + "/applications/" + UUID.randomUUID() + "/refusal")));
    }

    private void departures() {
        put(
                "startDeparture",
                Recipe.ofMember(400, (r, w, p) -> json(r, why("cause", "none")).post(p.memberPath() + "/departure")));
        put("getDeparture", Recipe.ofMember(404, (r, w, p) -> r.get(p.memberPath() + "/departure")));
        put("takeBackDeparture", Recipe.ofMember(404, (r, w, p) -> r.delete(p.memberPath() + "/departure" + WHY)));
        put("listDepartures", Recipe.of(200, (r, w, p) -> r.get(p.path() + "/departures")));
        put(
                "writeOff",
                Recipe.ofMember(
                        400, (r, w, p) -> json(r, why("against", "fund")).post(p.memberPath() + "/write-off")));
        put("eraseMember", Recipe.ofMember(409, (r, w, p) -> json(r, why()).post(p.memberPath() + "/erasure")));
        put("getWindingUp", Recipe.of(200, (r, w, p) -> r.get(p.path() + "/winding-up")));
        put(
                "startWindingUp",
                Recipe.of(
                        400, (r, w, p) -> json(r, why("settlementRule", "none")).post(p.path() + "/winding-up")));
        put("completeWindingUp", Recipe.of(409, (r, w, p) -> json(r, why()).post(p.path() + "/winding-up/completion")));
        put("eraseCommunity", Recipe.of(409, (r, w, p) -> json(r, why()).post(p.path() + "/winding-up/erasure")));
        put("getReport", Recipe.of(200, (r, w, p) -> r.get(p.path() + "/reports/trial-balance")));
        put("getJournal", Recipe.of(200, (r, w, p) -> r.get(p.path() + "/journal")));
        put("exportCommunity", Recipe.of(200, (r, w, p) -> r.get(p.path() + "/export")));
        put("listWriteOffs", Recipe.of(200, (r, w, p) -> r.get(p.path() + "/write-offs")));
    }

    private void memberships() {
        put("inviteMember", Recipe.ofMember(201, (r, w, p) -> {
            w.execute("DELETE FROM invitation WHERE member_id IS NOT NULL");
            return json(r, Map.of("role", "viewer")).post(p.memberPath() + "/invitations");
        }));
        put("listInvitations", Recipe.ofMember(200, (r, w, p) -> r.get(p.memberPath() + "/invitations")));
        put("withdrawInvitation", Recipe.ofMember(204, (r, w, p) -> {
            w.execute("DELETE FROM invitation WHERE member_id IS NOT NULL");
            return r.delete(p.memberPath() + "/invitations/" + w.invitation(p.community(), p.handle()) + WHY);
        }));
        put("listMemberUsers", Recipe.ofMember(200, (r, w, p) -> r.get(p.memberPath() + "/users")));
        put("changeMemberUser", Recipe.ofMember(200, (r, w, p) -> {
            w.member(p.community(), p.handle(), w.spare(), "viewer");
            return json(r, why("role", "viewer")).put(p.memberPath() + "/users/" + w.spare());
        }));
        put(
                "endMemberUser",
                Recipe.ofMember(204, (r, w, p) -> {
                            w.member(p.community(), p.handle(), w.spare(), "viewer");
                            return r.delete(p.memberPath() + "/users/" + w.spare() + WHY);
                        })
                        .needs(Permission.MANAGE_MEMBERSHIPS));
    }

    private void accounts() {
        put(
                "listAccountsOfMember",
                Recipe.ofMember(200, (r, w, p) -> r.get(p.memberPath() + "/accounts"))
                        .hiddenBy(answer -> answer.<List<?>>path("accounts").isEmpty()));
        put(
                "getAccount",
                Recipe.ofMember(200, (r, w, p) -> r.get(p.path() + "/accounts/" + p.handle()))
                        .beyond(404));
        Map<String, Object> limits = why("creditLimit", "1000000.00");
        limits.put("balanceCap", null);
        put(
                "setLimits",
                Recipe.ofMember(
                        200, (r, w, p) -> json(r, limits).put(p.path() + "/accounts/" + p.handle() + "/limits")));
        put(
                "getLimitsHistory",
                Recipe.ofMember(200, (r, w, p) -> r.get(p.path() + "/accounts/" + p.handle() + "/limits/history"))
                        .beyond(404));
        put(
                "getStatement",
                Recipe.ofMember(200, (r, w, p) -> r.get(p.path() + "/accounts/" + p.handle() + "/statement"))
                        .beyond(404));
    }

    private void credit() {
        String policies = "/currencies/CRED/credit-policies";
        Map<String, Object> policy = why(
                "creditLimit",
                Map.of("rule", "fixed", "amount", "1000000.00"),
                "from",
                LocalDate.now(ZoneOffset.UTC).plusYears(1).toString());
        put("listCreditPolicies", Recipe.of(200, (r, w, p) -> r.get(p.path() + policies)));
        put("makeCreditPolicy", Recipe.of(201, (r, w, p) -> json(r, policy).post(p.path() + policies)));
        put("getCreditPolicy", Recipe.of(404, (r, w, p) -> r.get(p.path() + policies + "/1000000")));
        put("withdrawCreditPolicy", Recipe.of(404, (r, w, p) -> r.delete(p.path() + policies + "/1000000" + WHY)));
        put("previewCreditPolicy", Recipe.of(200, (r, w, p) -> json(r, policy).post(p.path() + policies + "/preview")));
        put("previewMadeCreditPolicy", Recipe.of(404, (r, w, p) -> r.get(p.path() + policies + "/1000000/preview")));
        String levies = "/currencies/CRED/levies";
        Map<String, Object> levy = why(
                "payer",
                Map.of("percent", "0"),
                "from",
                LocalDate.now(ZoneOffset.UTC).plusYears(1).toString());
        put("listLevies", Recipe.of(200, (r, w, p) -> r.get(p.path() + levies)));
        put("makeLevy", Recipe.of(201, (r, w, p) -> json(r, levy).post(p.path() + levies)));
        put("getCurrentLevy", Recipe.of(404, (r, w, p) -> r.get(p.path() + levies + "/current")));
        put("getLevy", Recipe.of(404, (r, w, p) -> r.get(p.path() + levies + "/1000000")));
        put("withdrawLevy", Recipe.of(404, (r, w, p) -> r.delete(p.path() + levies + "/1000000" + WHY)));
        put(
                "explainLimits",
                Recipe.ofMember(200, (r, w, p) -> r.get(p.path() + "/accounts/" + p.handle() + "/limits/explanation"))
                        .beyond(404));
        put("endIndividualLimits", Recipe.ofMember(204, (r, w, p) -> {
            Map<String, Object> limits = why("creditLimit", "1000000.00");
            limits.put("balanceCap", null);
            String account = p.path() + "/accounts/" + p.handle() + "/limits";
            w.operator(limits).header("If-Match", "*").put(account);
            return r.delete(account + "/individual" + WHY);
        }));
        put("listLimitWarnings", Recipe.of(200, (r, w, p) -> r.get(p.path() + "/limits/warnings")));
    }

    private void trades() {
        put(
                "recordTrade",
                Recipe.ofMember(
                        201,
                        (r, w, p) -> json(r, trade(p))
                                .header("Idempotency-Key", UUID.randomUUID().toString())
                                .post(p.path() + "/trades")));
        put(
                "recordBatch",
                Recipe.ofMember(
                        200,
                        (r, w, p) -> json(r, Map.of("atomic", true, "trades", List.of(trade(p))))
                                .header("Idempotency-Key", UUID.randomUUID().toString())
                                .post(p.path() + "/trades/batch")));
        put(
                "enterSlips",
                Recipe.ofMember(
                        200,
                        (r, w, p) -> json(r, Map.of("slips", List.of(slip(w, p))))
                                .header("Idempotency-Key", UUID.randomUUID().toString())
                                .post(p.path() + "/slips")));
        put(
                "getTrade",
                Recipe.ofMember(200, (r, w, p) -> r.get(p.path() + "/trades/" + p.trade()))
                        .beyond(404));
        put(
                "listTrades",
                Recipe.ofMember(200, (r, w, p) -> r.get(p.path() + "/trades?account=" + p.handle()))
                        .beyond(404));
        put(
                "reverseTrade",
                Recipe.ofMember(
                                201,
                                (r, w, p) -> json(r, why("amount", "0.01"))
                                        .header(
                                                "Idempotency-Key",
                                                UUID.randomUUID().toString())
                                        .post(p.path() + "/trades/" + p.trade() + "/reversal"))
                        .beyond(404)
                        .needs(Permission.SEE_TRADES, Permission.REVERSE_TRADES));
    }

    private void paymentLinks() {
        put(
                "makePaymentLink",
                Recipe.ofMember(201, (r, w, p) -> json(r, link(p.handle())).post(p.path() + "/payment-links")));
        put(
                "listPaymentLinks",
                Recipe.ofMember(200, (r, w, p) -> r.get(p.path() + "/payment-links?account=" + p.handle()))
                        .beyond(404));
        put(
                "getPaymentLink",
                Recipe.ofMember(200, (r, w, p) -> r.get(p.path() + "/payment-links/" + made(w, p, p.handle(), "id")))
                        .beyond(404));
        put(
                "getPaymentLinkQr",
                Recipe.ofMember(
                                200,
                                (r, w, p) -> r.get(p.path() + "/payment-links/" + made(w, p, p.handle(), "id") + "/qr"))
                        .beyond(404));
        put(
                "withdrawPaymentLink",
                Recipe.ofMember(
                                204,
                                (r, w, p) ->
                                        r.delete(p.path() + "/payment-links/" + made(w, p, p.handle(), "id") + WHY))
                        .needs(Permission.SEE_PAYMENT_LINKS, Permission.MANAGE_PAYMENT_LINKS)
                        .beyond(404));
        put(
                "lookUpPaymentLink",
                Recipe.of(
                        200,
                        (r, w, p) -> json(r, Map.of("token", made(w, p, p.handle(), "token")))
                                .post(p.path() + "/payment-links/look-up")));
        put(
                "payByLink",
                Recipe.ofMember(
                        201,
                        (r, w, p) -> json(r, Map.of("token", made(w, p, "third", "token"), "payer", p.handle()))
                                .header("Idempotency-Key", UUID.randomUUID().toString())
                                .post(p.path() + "/payment-links/pay")));
    }

    /** A field of a link that the operator has made. */
    private static String made(World w, World.Place p, String payee, String field) {
        return w.operator(link(payee)).post(p.path() + "/payment-links").path(field);
    }

    private static Map<String, Object> link(String payee) {
        Map<String, Object> link = why("payee", payee, "amount", "0.01", "memo", "test");
        link.put("expiresAt", Instant.now().plus(Duration.ofHours(1)).toString());
        return link;
    }

    private void disputes() {
        put(
                "openDispute",
                Recipe.ofMember(
                                400,
                                (r, w, p) -> json(r, Map.of()).post(p.path() + "/trades/" + p.trade() + "/dispute"))
                        .beyond(404)
                        .needs(Permission.SEE_TRADES, Permission.OPEN_DISPUTES));
        put("listDisputes", Recipe.of(200, (r, w, p) -> r.get(p.path() + "/disputes")));
        put("getDispute", Recipe.of(404, (r, w, p) -> r.get(p.path() + "/disputes/" + UUID.randomUUID())));
        put(
                "resolveDispute",
                Recipe.of(
                        404,
                        (r, w, p) -> json(r, why("outcome", "upheld"))
                                .post(p.path() + "/disputes/" + UUID.randomUUID() + "/resolution")));
        put(
                "withdrawDispute",
                Recipe.of(404, (r, w, p) -> r.post(p.path() + "/disputes/" + UUID.randomUUID() + "/withdrawal")));
    }

    private void proposals() {
        put(
                "propose",
                Recipe.ofMember(
                        201,
                        (r, w, p) -> json(r, proposal(p))
                                .header("Idempotency-Key", UUID.randomUUID().toString())
                                .post(p.path() + "/proposals")));
        put(
                "listProposals",
                Recipe.ofMember(200, (r, w, p) -> r.get(p.path() + "/proposals?account=" + p.handle()))
                        .beyond(404));
        put(
                "getProposal",
                Recipe.ofMember(200, (r, w, p) -> r.get(p.path() + "/proposals/" + proposed(w, p)))
                        .beyond(404));
        put(
                "lookUpProposal",
                Recipe.of(404, (r, w, p) -> json(r, Map.of("token", "none")).post(p.path() + "/proposals/look-up")));
        put(
                "acceptProposal",
                Recipe.of(
                        404,
                        (r, w, p) -> json(r, Map.of())
                                .header("Idempotency-Key", UUID.randomUUID().toString())
                                .post(p.path() + "/proposals/" + UUID.randomUUID() + "/acceptance")));
        put(
                "releaseInstalments",
                Recipe.of(
                        404,
                        (r, w, p) ->
                                json(r, Map.of()).post(p.path() + "/proposals/" + UUID.randomUUID() + "/release")));
        put(
                "requestReversal",
                Recipe.ofMember(
                                400,
                                (r, w, p) -> json(r, Map.of())
                                        .header(
                                                "Idempotency-Key",
                                                UUID.randomUUID().toString())
                                        .post(p.path() + "/trades/" + p.trade() + "/reversal-requests"))
                        .beyond(404)
                        .needs(Permission.SEE_TRADES, Permission.REVERSE_TRADES));
        acceptanceRules();
        for (String end : List.of("decline", "cancellation")) {
            put(
                    end.equals("decline") ? "declineProposal" : "cancelProposal",
                    Recipe.of(
                            404,
                            (r, w, p) ->
                                    json(r, Map.of()).post(p.path() + "/proposals/" + UUID.randomUUID() + "/" + end)));
        }
    }

    private void acceptanceRules() {
        put("listAcceptanceRules", Recipe.ofMember(200, (r, w, p) -> r.get(p.memberPath() + "/acceptance-rules")));
        Map<String, Object> rule = Map.of("payee", "nobody", "perTrade", "1.00", "perMonth", "1.00");
        put(
                "makeAcceptanceRule",
                Recipe.ofMember(422, (r, w, p) -> json(r, rule).post(p.memberPath() + "/acceptance-rules")));
        put(
                "endAcceptanceRule",
                Recipe.ofMember(204, (r, w, p) -> r.delete(p.memberPath() + "/acceptance-rules/" + rule(w, p))));
    }

    /** Of the member, for a third one; another takes its place. */
    private static String rule(World w, World.Place p) {
        w.execute(
                "UPDATE acceptance_rule SET ended_at = now() WHERE ended_at IS NULL AND community_id ="
                        + " (SELECT community_id FROM community WHERE slug = ?)",
                p.community());
        String id = UUID.randomUUID().toString();
        w.execute("""
                INSERT INTO acceptance_rule
                SELECT a.community_id, ?::uuid, a.account_id, b.account_id, 1, 1, NULL, gen_random_uuid(), now()
                  FROM account a JOIN member m USING (community_id, member_id) JOIN community o USING (community_id)
                  JOIN account b ON b.community_id = a.community_id AND b.member_id <> a.member_id
                   AND b.currency_code = a.currency_code
                 WHERE o.slug = ? AND m.handle = ? ORDER BY a.currency_code, b.account_id LIMIT 1""", id, p.community(), p.handle());
        return id;
    }

    private static Map<String, Object> proposal(World.Place p) {
        Map<String, Object> offer = new HashMap<>(trade(p));
        offer.put("kind", "offer");
        return offer;
    }

    /** The operator's, between the member and a third one. */
    private static String proposed(World w, World.Place p) {
        return w.operator(proposal(p))
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .post(p.path() + "/proposals")
                .path("id");
    }

    private void files() {
        put(
                "importMembers",
                Recipe.of(
                        202,
                        (r, w, p) -> csv(r, "handle,name,kind\nsomebody,Somebody,person\n")
                                .post(p.path() + "/members/import?dryRun=true&reason=test")));
        put(
                "importLimits",
                Recipe.of(
                        202,
                        (r, w, p) -> csv(r, "account,credit_limit,balance_cap,reason\nown,1.00,,test\n")
                                .post(p.path() + "/limits/import?dryRun=true")));
        put("listJobs", Recipe.of(200, (r, w, p) -> r.get(p.path() + "/jobs")));
        put("cancelJob", Recipe.of(404, (r, w, p) -> r.delete(p.path() + "/jobs/" + UUID.randomUUID())));
        put("getJobResult", Recipe.of(404, (r, w, p) -> r.get(p.path() + "/jobs/" + UUID.randomUUID() + "/result")));
        put(
                "startExport",
                Recipe.ofMember(
                                202,
                                (r, w, p) -> json(
                                                r, Map.of("kind", "statement", "account", p.handle(), "format", "csv"))
                                        .post(p.path() + "/exports"))
                        .beyond(404));
        put("getJob", Recipe.of(404, (r, w, p) -> r.get(p.path() + "/jobs/" + UUID.randomUUID())));
    }

    private static RequestSpecification csv(RequestSpecification request, String file) {
        return request.contentType("text/csv").body(file.getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, Object> slip(World w, World.Place p) {
        Map<String, Object> slip = new HashMap<>(trade(p));
        slip.put("number", w.unique("slip"));
        return slip;
    }

    private static Map<String, Object> trade(World.Place p) {
        return Map.of("payer", p.handle(), "payee", "third", "amount", "0.01", "description", "test");
    }
}
