using Parcoursup.Gateway.Adapters.Apogee.Protocol;
using Parcoursup.Gateway.Domain.Connecteur;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Connecteur;

namespace Parcoursup.Gateway.Adapters.Apogee;

/// <summary>The way to Apogée, where the établissement has one.</summary>
internal sealed class ConnectionTest(IHttpClientFactory clients, TimeProvider time) : IConnectionTest
{
    public int Order => 30;

    public async Task<IReadOnlyList<EtapeTest>> RunAsync(EtablissementModel etablissement, string uai, CancellationToken ct) =>
        etablissement.Apogee is { } apogee
            ? await ApogeeConnectionTest.RunAsync(apogee, clients.CreateClient(ServiceCollectionExtensions.HttpClientName), time, ct)
            : [];
}
