using Parcoursup.Gateway.Adapters.Exposition.Fichiers;
using Parcoursup.Gateway.Adapters.Exposition.Protocol;
using Parcoursup.Gateway.Domain.Exposition;

namespace Parcoursup.Gateway.Adapters.Exposition.Appariement;

/// <summary>How a run ended.</summary>
/// <param name="Message">Why it was not applied, in French.</param>
internal sealed record BilanAppariement(
    EtatExecution Etat, IReadOnlyList<ResultatLigne> Lignes, AppelsExposition Appels, IReadOnlyList<AvertissementExposition> Avertissements,
    string? Message);
