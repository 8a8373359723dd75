using Parcoursup.Gateway.Adapters.Apogee.Configuration;
using Parcoursup.Gateway.Adapters.Apogee.Protocol;
using Parcoursup.Gateway.Domain.Connecteur;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Connecteur;

namespace Parcoursup.Gateway.Adapters.Apogee;

/// <summary>The way to Apogée, where the établissement has one.</summary>
internal sealed class ConnectionTest(IHttpClientFactory clients, TimeProvider time) : IConnectionTest
{
    public int Order => 30;

    public IReadOnlyList<string> EtapesDe(EtablissementModel etablissement) =>
        etablissement.Apogee is { } apogee ? ApogeeConnectionTest.Etapes(apogee) : [];

    public IAsyncEnumerable<EtapeTest> RunAsync(EtablissementModel etablissement, string uai, CancellationToken ct) =>
        etablissement.Apogee is { } apogee
            ? ApogeeConnectionTest.RunAsync(apogee, clients.CreateClient(ServiceCollectionExtensions.HttpClientName), time, ct)
            : AsyncEnumerable.Empty<EtapeTest>();
}
