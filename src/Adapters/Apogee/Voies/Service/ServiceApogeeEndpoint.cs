using Parcoursup.Gateway.Adapters.Apogee.Configuration;
using Parcoursup.Gateway.Adapters.Apogee.Hosted;
using Parcoursup.Gateway.Adapters.Apogee.Protocol;
using Parcoursup.Gateway.Adapters.Apogee.Verification;
using Parcoursup.Gateway.Domain.Etablissements;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Intake;
using Parcoursup.Gateway.Soap;

namespace Parcoursup.Gateway.Adapters.Apogee.Voies.Service;

/// <summary>The gateway's own SOAP service for jobs on Apogée's side: who may call, and which capability answers.</summary>
internal sealed class ServiceApogeeEndpoint(
    OpiPages pages, OpiAcknowledgements acknowledgements, OpiVerification verification,
    InscriptionDeclarationIntake declarations, ConnectorReport connector, Journal journal, PublicAddress address)
{
    private static readonly string[] Patterns = ["/services/PasserelleApogee", "/{uai}/services/PasserelleApogee"];

    private static readonly ReponseTraitement.Refus WithoutApogee = new(new OpiFaute(
        CodesTraitement.SansApogee, "etablissement", "Cet établissement n'utilise pas Apogée : ce service ne le concerne pas."));

    public static void Map(IEndpointRouteBuilder routes)
    {
        var endpoint = routes.ServiceProvider.GetRequiredService<ServiceApogeeEndpoint>();
        var mesures = routes.ServiceProvider.GetRequiredService<MesuresSoap>();
        var service = PasserelleApogee.Create(endpoint.AnswerAsync);
        var options = new SoapEndpointOptions
        {
            Limits = PasserelleApogee.Limits,
            Guard = routes.ServiceProvider.GetRequiredService<TraitementAuthentication>().AuthenticateAsync,
            Unavailable = routes.ServiceProvider.GetRequiredService<SoapPauses>().Of,
            DescribeFailure = (_, failure) =>
            {
                mesures.Faute("PasserelleApogee", failure.Kind);
                return PasserelleApogee.DescribeFailure(failure);
            },
            Contract = http => ValueTask.FromResult<IResult?>(PasserelleApogeeWsdl.Document.At(endpoint.AddressOf(http))),
            Refused = endpoint.JournalRefusedAsync,
        };
        foreach (var pattern in Patterns) routes.MapSoap(pattern, service, options);
    }

    private Uri AddressOf(HttpContext http) => address.SeenBy(http.Request);

    private async ValueTask<ReponseTraitement> AnswerAsync(DemandeTraitement asked, SoapCall call, CancellationToken ct)
    {
        var account = TraitementAuthentication.AccountOf(call.HttpContext);
        var etablissement = account.Etablissement;
        if (etablissement.Document.Sis != Sis.Apogee) return WithoutApogee;
        return asked switch
        {
            DemandeTraitement.RecupererOpi page => await pages.NextAsync(etablissement.Code, page, ct),
            DemandeTraitement.AcquitterOpi told => await acknowledgements.RecordAsync(etablissement.Code, told.Acquittements, ct),
            DemandeTraitement.ConfirmerOpi seen =>
            new ReponseTraitement.Confirmations(await verification.ConfirmAsync(etablissement, seen.Confirmations, ct), seen.Seule),
            DemandeTraitement.DeclarerInscriptions told => await declarations.TakeAsync(account, told, call, ct),
            DemandeTraitement.TesterConnecteur test =>
            await connector.OfAsync(account, call.HttpContext.Request.RouteValues["uai"] as string, test.Executer, ct),
            DemandeTraitement.Incorrecte wrong => await RefuseAsync(wrong, call, ct),
            _ => throw new InvalidOperationException($"Unknown request {asked.GetType().Name}."),
        };
    }

    private async ValueTask<ReponseTraitement> RefuseAsync(DemandeTraitement.Incorrecte wrong, SoapCall call, CancellationToken ct)
    {
        await JournalRefusedAsync(call.HttpContext, call.RawBytes, $"{wrong.Faute.Code} : {wrong.Faute.Message}", ct);
        return new ReponseTraitement.Refus(wrong.Faute);
    }

    private ValueTask JournalRefusedAsync(HttpContext http, ReadOnlyMemory<byte> body, SoapFailure failure, CancellationToken ct) =>
        JournalRefusedAsync(http, body, failure.Message, ct);

    // It may have been meant to tell of enrolments: what was told is never lost.
    private async ValueTask JournalRefusedAsync(HttpContext http, ReadOnlyMemory<byte> body, string reason, CancellationToken ct) =>
        await journal.AppendRefusedAsync(declarations.MessageOf(TraitementAuthentication.AccountOf(http), http, body), reason, ct);
}
