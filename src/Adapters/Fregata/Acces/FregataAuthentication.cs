using Parcoursup.Gateway.Adapters.Fregata.Configuration;
using Parcoursup.Gateway.Adapters.Fregata.Protocol;
using Parcoursup.Gateway.Domain.Etablissements;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Security;

namespace Parcoursup.Gateway.Adapters.Fregata.Acces;

/// <summary>
/// HTTP Basic with an account of the établissement's <c>fregata.comptes</c>, slowed down as for the other clients, and the role that the
/// address asks for. Somebody else's UAI is as good as no account: whether it exists is not told.
/// </summary>
internal sealed class FregataAuthentication(
    ConfigurationDirectory directory, CredentialCheck credentials, CallLimiters limiters, AuditQueue audit) : IEndpointFilter
{
    public const string HeaderUtilisateur = "X-Fregata-Utilisateur";
    public const string HeaderRole = "X-Fregata-Role";
    private const string Nobody = "fregata?";
    private const int LongestUser = 100;

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (await RefusalAsync(http) is { } refusal) return refusal;
        var caller = http.Features.Get<FregataCaller>()!;
        if (limiters.Call($"fregata:{caller.Etablissement.Code}:{caller.Compte}") is { } tooMany) return Refuse(http, tooMany);
        if (http.GetEndpoint()?.Metadata.GetMetadata<BulkSend>() is null) return await next(context);
        using var turn = await limiters.SendAsync(caller.Etablissement.Code, http.RequestAborted);
        return turn.Refused is { } full ? Refuse(http, full) : await next(context);
    }

    private static IResult Refuse(HttpContext http, OverBudget over)
    {
        http.Response.Headers.RetryAfter = over.RetryAfter;
        return http.Error(StatusCodes.Status429TooManyRequests, "", over.Message);
    }

    private async ValueTask<IResult?> RefusalAsync(HttpContext http)
    {
        var (login, password) = BasicCredentials.Of(http.Request);
        if (login is null) return Challenge(http);

        var etablissement = directory.Current.FindByUai(http.Request.RouteValues["uai"] as string);
        var account = etablissement?.Fregata.Comptes.FirstOrDefault(c => c.Login == login);
        var attempt = new Attempt(
            account is null ? Nobody : $"fregata:{etablissement!.Code}:{login}", CallerAddress.Of(http), password, account?.MotDePasse,
            Etablissement: account is null ? null : etablissement!.Code);
        var acces = AccesCompte.Of(account, c => new(c.Adresses, c.Certificat));
        if (credentials.BeforePassword(ref attempt, acces, http, "du compte Fregata") is { } elsewhere)
            return http.Error(elsewhere.Status, "Authorization", elsewhere.Message);
        var verdict = await credentials.AgainstHashAsync(attempt, http.RequestAborted);
        if (verdict == Verdict.Wrong) return Challenge(http);
        if (Refused.Of(verdict) is { } wrong) return http.Error(wrong.Status, "Authorization", wrong.Message);
        if (etablissement!.Document.Sis != Sis.Fregata)
            return http.Error(StatusCodes.Status409Conflict, "sis",
                "Cet établissement n'est pas configuré pour Fregata (sis) : ce service ne le concerne pas.");

        var refused = Authorise(http, etablissement, account!);
        // A right password that asks for what its account may not do.
        if (refused is not null)
            audit.Refused(new(ActeAudit.AccesRefuse, etablissement.Code, null)
            {
                Auteur = new Auteur(attempt.Account, null, CallerAddress.SourceOf(attempt.Address)),
            });
        return refused;
    }

    private IResult? Authorise(HttpContext http, EtablissementModel etablissement, CompteFregata account)
    {
        RoleFregata? role = null;
        if (http.Request.Headers[HeaderRole].ToString().Trim() is { Length: > 0 } named)
        {
            if (FregataJson.Mot<RoleFregata>(named) is not { } known || !account.Roles.Contains(known))
                return http.Error(StatusCodes.Status403Forbidden, HeaderRole,
                    $"Le compte « {account.Login} » n'a pas ce rôle : il peut agir comme {string.Join(", ", account.Roles)}.");
            role = known;
        }

        var user = UserOf(http);
        if (etablissement.Fregata.EnTetesObligatoires && (role is null || user is null))
            return http.Error(StatusCodes.Status403Forbidden, role is null ? HeaderRole : HeaderUtilisateur,
                $"L'établissement demande la personne ({HeaderUtilisateur}) et le rôle ({HeaderRole}) de chaque appel "
                + $"(fregata.enTetesObligatoires).");

        // An address without policy is nobody's.
        var admitted = http.GetEndpoint()?.Metadata.GetMetadata<RolesAdmis>();
        if (admitted is null || !admitted.Roles.Any(r => role is { } one ? r == one : account.Roles.Contains(r)))
            return http.Error(StatusCodes.Status403Forbidden, HeaderRole, $"Cette opération demande le rôle : {admitted}.");

        var uai = etablissement.Document.Uais.First(u =>
            string.Equals(u, (string)http.Request.RouteValues["uai"]!, StringComparison.OrdinalIgnoreCase));
        var caller = new FregataCaller(etablissement, uai, account.Login, user ?? account.Login, role)
        {
            Closes = [.. directory.Current.Closes],
        };
        http.Features.Set(caller);
        http.Consulte(caller.NomAudit, etablissement.Code, caller.QuiAudit);
        return null;
    }

    private static string? UserOf(HttpContext http)
    {
        // Few clients can put an accent into a header: percent-encoded UTF-8 is read too.
        var user = string.Concat(Uri.UnescapeDataString(http.Request.Headers[HeaderUtilisateur].ToString()).Where(c => !char.IsControl(c)))
            .Trim();
        return user.Length == 0 ? null : user.Length > LongestUser ? user[..LongestUser] : user;
    }

    private static IResult Challenge(HttpContext http) => http.Challenge("Fregata", utf8: true, answer: http.Error(
        StatusCodes.Status401Unauthorized, "Authorization",
        "Identifiants refusés : vérifier le compte (fregata.comptes de l'établissement) et l'UAI de l'adresse."));
}
