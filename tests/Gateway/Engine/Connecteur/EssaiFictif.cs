using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Domain.Connecteur;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Connecteur;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Connecteur;

/// <summary>What a connector is tested by: two steps that succeed, the second one when the test of it wants.</summary>
internal sealed class EssaiFictif : IConnectionTest
{
    private int _lances;

    public int Order => 0;

    /// <summary>How many have begun.</summary>
    public int Lances => Volatile.Read(ref _lances);

    /// <summary>What the second step of those that begin from now on waits for.</summary>
    public Task Suite { get; set; } = Task.CompletedTask;

    public IReadOnlyList<string> EtapesDe(EtablissementModel etablissement) => ["Première", "Seconde"];

    public async IAsyncEnumerable<EtapeTest> RunAsync(
        EtablissementModel etablissement, string uai, [EnumeratorCancellation] CancellationToken ct)
    {
        var suite = Suite;
        Interlocked.Increment(ref _lances);
        yield return Step("Première");
        await suite.WaitAsync(ct);
        yield return Step("Seconde");
    }

    /// <summary>The real test, of this and of nothing else.</summary>
    public ConnectorTest De(IServiceProvider services) =>
        ActivatorUtilities.CreateInstance<ConnectorTest>(services, (object)new IConnectionTest[] { this });

    private static EtapeTest Step(string name) => new(name, ResultatEtape.Reussie, TimeSpan.Zero, "Faite.", null, Bloquante: true);
}
