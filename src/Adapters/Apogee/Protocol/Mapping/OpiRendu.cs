using Parcoursup.Gateway.Domain.Decisions;
using Parcoursup.Gateway.Domain.Livraisons;

namespace Parcoursup.Gateway.Adapters.Apogee.Protocol;

/// <summary>A candidate rendered for Apogée.</summary>
/// <param name="Contenu">Not to be sent while there are reserves.</param>
/// <param name="Reserves">Required values that are missing, and where to fill them in (rule C3).</param>
/// <param name="Modifications">What was cleaned or cut on the way.</param>
/// <param name="Avertissements">Optional values that were left out, in French.</param>
public sealed record OpiRendu(
    OpiContenu Contenu,
    IReadOnlyList<Reserve> Reserves,
    IReadOnlyList<Modification> Modifications,
    IReadOnlyList<string> Avertissements);
