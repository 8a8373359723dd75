using Parcoursup.Gateway.Domain.Connecteur;
using Parcoursup.Gateway.Engine.Configuration;

namespace Parcoursup.Gateway.Engine.Connecteur;

/// <summary>A part of "Tester connecteur"; registered by the system that it calls.</summary>
public interface IConnectionTest
{
    /// <summary>The part with the lowest is run, and told, first.</summary>
    int Order { get; }

    /// <summary>What its steps will be called, in their order; one that fails at once may tell of another.</summary>
    IReadOnlyList<string> EtapesDe(EtablissementModel etablissement);

    /// <summary>Its steps in their order, each when it is over; none where this établissement has nothing to test.</summary>
    /// <param name="uai">The UAI that is tested, of those of the établissement.</param>
    IAsyncEnumerable<EtapeTest> RunAsync(EtablissementModel etablissement, string uai, CancellationToken ct);
}
