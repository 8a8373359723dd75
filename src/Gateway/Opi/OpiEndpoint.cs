using System.Text;
using Parcoursup.Gateway.Adapters.Apogee;
using Parcoursup.Gateway.Configuration;
using Parcoursup.Gateway.Domain.Etablissements;
using Parcoursup.Gateway.Intake;
using Parcoursup.Gateway.Security;
using Parcoursup.Gateway.Soap;

namespace Parcoursup.Gateway.Opi;

/// <summary>
/// The hosted OPI web service: Basic authentication per account, the account's own number range (rule A3), and an
/// answer only after the message is durable.
/// </summary>
internal sealed class OpiEndpoint(
    ConfigurationDirectory directory, Journal journal, PasswordVerifier passwords, FailureThrottle throttle, TimeProvider time)
{
    private static readonly string[] Patterns = ["/services/OpiMetier", "/{uai}/services/OpiMetier"];

    public static void Map(IEndpointRouteBuilder routes)
    {
        var endpoint = routes.ServiceProvider.GetRequiredService<OpiEndpoint>();
        var contract = routes.ServiceProvider.GetRequiredService<OpiContract>();
        var service = OpiMetierService.Create(endpoint.AcceptAsync);
        var options = new SoapEndpointOptions
        {
            Guard = endpoint.AuthenticateAsync,
            DescribeFailure = OpiMetierService.DescribeFailure,
            Contract = contract.AnswerAsync,
            Refused = (http, body, failure, ct) => endpoint.JournalRefusedAsync(http, body, failure.Message, ct),
        };
        foreach (var pattern in Patterns) routes.MapSoap(pattern, service, options);
    }

    private ValueTask<IResult?> AuthenticateAsync(HttpContext http)
    {
        // Who sends nothing asks to be challenged, as clients that don't authenticate pre-emptively do: no attempt.
        var (login, password) = Credentials(http.Request.Headers.Authorization.ToString());
        if (login is null) return ValueTask.FromResult<IResult?>(Challenge(http));
        var caller = http.Connection.RemoteIpAddress?.ToString();
        if (throttle.IsBlocked("opi:" + login, caller))
            return ValueTask.FromResult<IResult?>(Results.Text("Trop de tentatives avec de mauvais identifiants : patienter une minute.", statusCode: StatusCodes.Status429TooManyRequests));

        var account = directory.Current.FindAccount(login);
        var uai = http.Request.RouteValues["uai"] as string;
        var inPlace = account is not null && (uai is null || directory.Current.Find(uai) == account.Etablissement);
        if (!passwords.Verify(password, inPlace ? account!.Compte.MotDePasse : null))
        {
            throttle.Failed("opi:" + login, caller);
            return ValueTask.FromResult<IResult?>(Challenge(http));
        }

        http.Features.Set(account);
        return ValueTask.FromResult<IResult?>(null);
    }

    private static IResult Challenge(HttpContext http)
    {
        http.Response.Headers.WWWAuthenticate = "Basic realm=\"OpiMetier\"";
        return Results.Text("Identifiants refusés : vérifier le compte OPI et l'adresse.", statusCode: StatusCodes.Status401Unauthorized);
    }

    private async ValueTask<OpiFaute?> AcceptAsync(OpiLecture lecture, SoapCall call, CancellationToken ct)
    {
        var fault = lecture as OpiFaute ?? Refusal(Account(call.HttpContext), (OpiRecu)lecture);
        if (fault is null)
            await journal.AppendAsync(MessageOf(call.HttpContext, call.RawBytes, lecture), ct);
        else
            await JournalRefusedAsync(call.HttpContext, call.RawBytes, $"{fault.Code} : {fault.Message}", ct);
        return fault;
    }

    private async ValueTask JournalRefusedAsync(HttpContext http, ReadOnlyMemory<byte> body, string reason, CancellationToken ct) =>
        await journal.AppendRefusedAsync(MessageOf(http, body, null), reason, ct);

    private MessageEntrant MessageOf(HttpContext http, ReadOnlyMemory<byte> body, object? read) => new()
    {
        RecuLe = time.GetUtcNow(), Etablissement = Account(http).Etablissement.Code, Canal = Canal.Opi, Compte = Account(http).Compte.Login,
        TypeContenu = http.Request.ContentType, Corps = body.ToArray(), Correlation = http.TraceIdentifier, Lu = read,
    };

    private static CompteOpiModel Account(HttpContext http) => http.Features.Get<CompteOpiModel>()!;

    private static OpiFaute? Refusal(CompteOpiModel account, OpiRecu recu)
    {
        var document = account.Etablissement.Document;
        if (document.Sis != Sis.Apogee)
            return new OpiFaute("functionnal.borules.nonautorise.etablissement", "etablissement", "Cet établissement n'utilise pas Apogée : il ne reçoit pas d'OPI.");
        if (account.Compte.Origine == OrigineOpi.Parcoursup && document.SourceOpi == SourceOpi.ApiRest)
            return new OpiFaute("functionnal.borules.nonautorise.source", "compte",
                "Les OPI de Parcoursup de cet établissement sont calculées par la passerelle (source ApiRest) : les deux sources s'effaceraient l'une l'autre. Choisir la source OPI, ou ne plus envoyer d'OPI.");
        if (!recu.CodOpiIntEpo.StartsWith(account.Compte.Prefixe, StringComparison.OrdinalIgnoreCase))
            return OpiFaute.Incoherent("codOpiIntEpo", "individu.codOpiIntEpo",
                $"individu.codOpiIntEpo doit commencer par le préfixe du compte, « {account.Compte.Prefixe} » : il distingue les numéros de chaque client.");
        // A number belongs to the account with the longest prefix that it begins with.
        if (document.Opi.Comptes.FirstOrDefault(c => c.Prefixe.Length > account.Compte.Prefixe.Length && recu.CodOpiIntEpo.StartsWith(c.Prefixe, StringComparison.OrdinalIgnoreCase)) is { } owner)
            return OpiFaute.Incoherent("codOpiIntEpo", "individu.codOpiIntEpo",
                $"individu.codOpiIntEpo commence par « {owner.Prefixe} », le préfixe d'un autre compte : les deux clients s'effaceraient l'un l'autre.");
        return null;
    }

    private static (string? Login, string? Password) Credentials(string header)
    {
        const string Scheme = "Basic ";
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)) return default;
        Span<byte> bytes = stackalloc byte[512];
        if (!Convert.TryFromBase64String(header[Scheme.Length..].Trim(), bytes, out var length)) return default;
        var text = Encoding.UTF8.GetString(bytes[..length]);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? default : (text[..colon], text[(colon + 1)..]);
    }
}
