using Parcoursup.Gateway.Domain.Connecteur;
using Parcoursup.Gateway.Engine.Configuration;

namespace Parcoursup.Gateway.Engine.Connecteur;

/// <summary>A part of "Tester connecteur"; registered by the system that it calls.</summary>
public interface IConnectionTest
{
    /// <summary>The part with the lowest is run, and told, first.</summary>
    int Order { get; }

    /// <summary>Its steps in their order; none where this établissement has nothing to test.</summary>
    /// <param name="uai">The UAI that is tested, of those of the établissement.</param>
    Task<IReadOnlyList<EtapeTest>> RunAsync(EtablissementModel etablissement, string uai, CancellationToken ct);
}
