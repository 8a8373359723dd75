using Parcoursup.Gateway.Adapters.Parcoursup.Configuration;
using Parcoursup.Gateway.Adapters.Parcoursup.Protocol;
using Parcoursup.Gateway.Domain.Connecteur;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Connecteur;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Security;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Connecteur;

/// <summary>The way to Parcoursup (rule D1): from the configuration to the acknowledged test message.</summary>
internal sealed class ConnectionWayTest(IHttpClientFactory clients, ITlsSortant certificates, AppelsSortants calls, TimeProvider time)
    : IConnectionTest
{
    private static readonly EtapeTest NotFilledIn = new(
        "Configuration complète", ResultatEtape.Echec, TimeSpan.Zero, "La connexion à Parcoursup n'est pas renseignée.",
        "Renseigner « parcoursup » : l'adresse, le login et le mot de passe délivrés par Parcoursup, et le candidat de test.",
        Bloquante: true);

    public int Order => 10;

    public IReadOnlyList<string> EtapesDe(EtablissementModel etablissement) =>
        etablissement.Parcoursup is null ? [NotFilledIn.Nom] : ParcoursupConnectionTest.Etapes;

    public IAsyncEnumerable<EtapeTest> RunAsync(EtablissementModel etablissement, string uai, CancellationToken ct) =>
        etablissement.Parcoursup is { } parcoursup
            ? ParcoursupConnectionTest.RunAsync(
                parcoursup, uai, clients.CreateClient(ParcoursupHttp.ClientName), time, ct, verification: certificates.Apply,
                ouverture: calls.ConnectAsync)
            : new[] { NotFilledIn }.ToAsyncEnumerable();
}
