using Parcoursup.Gateway.Domain.Formations;
using Parcoursup.Gateway.Engine.Configuration;

namespace Parcoursup.Gateway.Engine.Faces.Pages;

/// <summary>A field that a system has in the mapping of a formation.</summary>
/// <param name="Nom">Where it stands in the document, below the formation.</param>
public sealed record ChampFormation(
    string Nom, string Libelle, Func<FormationMapping, string?> Lire, Func<FormationMapping, string?, FormationMapping> Ecrire);

/// <summary>
/// What a system asks of each formation's mapping. The form of the mappings shows it to that system's établissements and to no other.
/// </summary>
/// <param name="Champs">The first stands in the list of the formations too.</param>
public sealed record ChampsFormation(Sis Sis, string Titre, IReadOnlyList<ChampFormation> Champs);
