using Parcoursup.Gateway.Domain.Decisions;
using Parcoursup.Gateway.Domain.Livraisons;
using Parcoursup.Gateway.Domain.Valeurs;

namespace Parcoursup.Gateway.Adapters.Apogee.Protocol;

/// <summary>A candidate rendered for Apogée.</summary>
/// <param name="Contenu">Not to be sent while there are reserves.</param>
/// <param name="Reserves">Required values that are missing, and where to fill them in (rule C3).</param>
/// <param name="Modifications">What was cleaned or cut on the way.</param>
/// <param name="Avertissements">What is doubtful, and what was left out or cut (rule K1).</param>
public sealed record OpiRendu(
    OpiContenu Contenu,
    IReadOnlyList<Reserve> Reserves,
    IReadOnlyList<Modification> Modifications,
    IReadOnlyList<Avertissement> Avertissements);
