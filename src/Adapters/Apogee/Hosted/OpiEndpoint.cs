using System.Text;
using Parcoursup.Gateway.Adapters.Apogee.Configuration;
using Parcoursup.Gateway.Adapters.Apogee.Opi;
using Parcoursup.Gateway.Adapters.Apogee.Protocol;
using Parcoursup.Gateway.Domain.Etablissements;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Intake;
using Parcoursup.Gateway.Soap;

namespace Parcoursup.Gateway.Adapters.Apogee.Hosted;

/// <summary>
/// The hosted OPI web service: an account (<see cref="OpiAuthentication"/>), its own number range (rule A3), and an answer
/// only after the message is durable.
/// </summary>
internal sealed class OpiEndpoint(Journal journal, Database database, Relais relais, MesuresSoap mesures, TimeProvider time)
{
    private const string Service = "OpiMetier";

    private static readonly string[] Patterns = ["/services/OpiMetier", "/{uai}/services/OpiMetier"];

    public static void Map(IEndpointRouteBuilder routes)
    {
        var endpoint = routes.ServiceProvider.GetRequiredService<OpiEndpoint>();
        var contract = routes.ServiceProvider.GetRequiredService<OpiContract>();
        var service = OpiMetierService.Create(endpoint.AcceptAsync, WantsWebBaseException);
        var options = new SoapEndpointOptions
        {
            Guard = routes.ServiceProvider.GetRequiredService<OpiAuthentication>().AuthenticateAsync,
            Unavailable = routes.ServiceProvider.GetRequiredService<SoapPauses>().Of,
            DescribeFailure = (http, failure) =>
            {
                endpoint.Count(failure);
                return OpiMetierService.DescribeFailure(failure, WantsWebBaseException(http));
            },
            Contract = contract.AnswerAsync,
            Refused = (http, body, failure, ct) => endpoint.JournalRefusedAsync(http, body, failure.Message, ct),
        };
        foreach (var pattern in Patterns) routes.MapSoap(pattern, service, options);
    }

    private async ValueTask<OpiFaute?> AcceptAsync(OpiLecture lecture, SoapCall call, CancellationToken ct)
    {
        var account = Account(call.HttpContext);
        var fault = lecture as OpiFaute ?? Refusal(account, (OpiRecu)lecture);
        mesures.Opi(account.Etablissement.Code, accepted: fault is null);
        if (fault is not null)
        {
            mesures.Faute(Service, fault.Code.ToString());
            await JournalRefusedAsync(call.HttpContext, call.RawBytes, $"{fault.Code} : {fault.Message}", ct);
            return fault;
        }

        var recu = (OpiRecu)lecture;
        var ready = await ReadyAsync(account.Etablissement.Code, recu, ct);
        var message = await journal.AppendAsync(MessageOf(call.HttpContext, call.RawBytes, ready), ct);
        return account.Compte.Mode == ModeOpi.Relais ? await relais.AnswerAsync(account, recu.CodOpiIntEpo, message, ct) : null;
    }

    // What is to be applied of it, sealed already where anything is.
    private async ValueTask<object> ReadyAsync(string etablissement, OpiRecu recu, CancellationToken ct) =>
        await database.TextKeyAsync(etablissement, ct) is { } key ? OpiScelle.Of(recu, key) : recu;

    private void Count(SoapFailure failure) => mesures.Faute(Service, failure.Kind);

    private async ValueTask JournalRefusedAsync(HttpContext http, ReadOnlyMemory<byte> body, string reason, CancellationToken ct) =>
        await journal.AppendRefusedAsync(MessageOf(http, body, null), reason, ct);

    private MessageEntrant MessageOf(HttpContext http, ReadOnlyMemory<byte> body, object? read) => new()
    {
        RecuLe = time.GetUtcNow(), Etablissement = Account(http).Etablissement.Code, Canal = Canal.Opi, Compte = Account(http).Compte.Login,
        TypeContenu = http.Request.ContentType, Corps = body.ToArray(), Correlation = http.TraceIdentifier, Lu = read,
    };

    private static CompteOpiModel Account(HttpContext http) => OpiAuthentication.Account(http);

    // Rule E5; a failure may come before anybody is authenticated.
    private static bool WantsWebBaseException(HttpContext http) => http.Features.Get<CompteOpiModel>()?.Compte.FauteWebBaseException
        ?? false;

    private static OpiFaute? Refusal(CompteOpiModel account, OpiRecu recu)
    {
        var document = account.Etablissement.Document;
        if (document.Sis != Sis.Apogee)
            return new OpiFaute(CodesFaute.SansApogee, "etablissement", "Cet établissement n'utilise pas Apogée : il ne reçoit pas d'OPI.");
        if (account.Compte.Origine == OrigineOpi.Parcoursup && document.SourceOpi == SourceOpi.ApiRest)
            return new OpiFaute(CodesFaute.AutreSource, "compte",
                "Les OPI de Parcoursup de cet établissement sont calculées par la passerelle (source ApiRest) : les deux sources "
                + "s'effaceraient l'une l'autre. Choisir la source OPI, ou ne plus envoyer d'OPI.");
        if (!recu.CodOpiIntEpo.StartsWith(account.Compte.Prefixe, StringComparison.OrdinalIgnoreCase))
            return new OpiFaute(CodesFaute.Numero, "individu.codOpiIntEpo",
                $"individu.codOpiIntEpo doit commencer par le préfixe du compte, « {account.Compte.Prefixe} » : il distingue les numéros "
                + $"de chaque client.");
        // A number belongs to the account with the longest prefix that it begins with.
        if (document.Opi.Comptes.FirstOrDefault(c => c.Prefixe.Length > account.Compte.Prefixe.Length
            && recu.CodOpiIntEpo.StartsWith(c.Prefixe, StringComparison.OrdinalIgnoreCase)) is { } owner)
            return new OpiFaute(CodesFaute.Numero, "individu.codOpiIntEpo",
                $"individu.codOpiIntEpo commence par « {owner.Prefixe} », le préfixe d'un autre compte : les deux clients s'effaceraient "
                + $"l'un l'autre.");
        return null;
    }
}
