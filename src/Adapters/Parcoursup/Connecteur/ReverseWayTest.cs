using System.Diagnostics;
using System.Net;
using System.Runtime.CompilerServices;
using Parcoursup.Gateway.Adapters.Parcoursup.Configuration;
using Parcoursup.Gateway.Adapters.Parcoursup.Protocol;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Domain.Connecteur;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Connecteur;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Ground.Security;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Connecteur;

/// <summary>
/// The reverse way (contract §6): calls our own push address as Parcoursup would, through whatever proxy stands before
/// it. Only warns: the gateway may not be able to see itself from outside.
/// </summary>
internal sealed class ReverseWayTest(
    IHttpClientFactory clients, PublicAddress address, ReverseTestToken token, IBusinessClock clock, TimeProvider time) : IConnectionTest
{
    /// <summary>Of the one client that calls the gateway itself.</summary>
    public const string ClientName = "voie-retour";

    private const string Name = "Voie retour";
    private const string Answers =
        " répond. Le mot de passe saisi côté Parcoursup n'est connu que par son empreinte : il sera vérifié au premier appel de "
        + "Parcoursup.";

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    public int Order => 20;

    // Where it leads is the operator's setting.
    public static SocketsHttpHandler CreateHandler()
    {
        var handler = ParcoursupHttp.CreateHandler();
        handler.ConnectCallback = AppelsSortants.LibreAsync;
        return handler;
    }

    public IReadOnlyList<string> EtapesDe(EtablissementModel etablissement) => [Name];

    public async IAsyncEnumerable<EtapeTest> RunAsync(
        EtablissementModel etablissement, string uai, [EnumeratorCancellation] CancellationToken ct)
    {
        yield return await CallAsync(etablissement, uai, ct);
    }

    private async Task<EtapeTest> CallAsync(EtablissementModel etablissement, string uai, CancellationToken ct)
    {
        var start = time.GetTimestamp();
        EtapeTest Step(ResultatEtape outcome, string message, string? remedy) =>
            new(Name, outcome, time.GetElapsedTime(start), message, remedy, Bloquante: false);

        if (etablissement.Document.Push is not { } push || etablissement.Parcoursup?.CandidatTest is not { } dummy)
            return Step(
                ResultatEtape.NonExecutee, "L'identifiant des appels de Parcoursup vers la passerelle n'est pas renseigné.",
                "Renseigner « push » : le login et le mot de passe saisis dans le site de gestion de Parcoursup.");

        var url = address.Of($"/parcoursup/{uai}/admissionCandidat");
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
            limit.CancelAfter(Timeout);
            var message = PushTestMessage.Write(new Identifiants(push.Login, null), token.Create(etablissement.Code), clock.Now.Year,
                dummy);
            using var body = new ByteArrayContent(message);
            body.Headers.ContentType = new("application/json");
            using var response = await clients.CreateClient(ClientName).PostAsync(url, body, limit.Token);
            return response.StatusCode == HttpStatusCode.OK
                ? Step(ResultatEtape.Reussie, url + Answers, null)
                : Step(
                    ResultatEtape.Avertissement, $"{url} répond {(int)response.StatusCode}.",
                    "Vérifier que l'adresse publique (Adresses:Publique) mène bien à cette passerelle.");
        }
        catch (Exception failure) when (failure is HttpRequestException
            || (failure is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return Step(
                ResultatEtape.Avertissement, $"{url} n'a pas pu être appelée depuis la passerelle.",
                "Vérifier l'adresse publique (Adresses:Publique), le pare-feu et le mandataire inverse ; Parcoursup doit pouvoir "
                + "l'atteindre.");
        }
    }
}
